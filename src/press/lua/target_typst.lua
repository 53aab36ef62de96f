--[[ The body of a Typst document, in the constructs that Quarto uses too, so that one
template serves both ways of rendering. ]]

local target = {}

local COLOURS = { warning = "#EB9113", important = "#CC1914", caution = "#FC5300" }

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function raw_inline(text)
  return pandoc.RawInline("typst", text)
end

local function write(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), "typst-citations", { wrap_text = "none" })
end

local function trimmed(blocks)
  return (write(blocks):gsub("%s+$", ""))
end

local function inline_typst(inlines)
  return trimmed({ pandoc.Plain(inlines) })
end

--- Text as a Typst string: nothing in it can end the string or be read as code.
local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\n\r\t]", " ") .. '"'
end

local function float(kind, position, id, word, body, caption)
  return raw(("#figure([\n%s\n], caption: figure.caption(position: %s, [%s]), kind: %s, supplement: %s)<%s>"):format(
    body, position, inline_typst(caption), quoted(kind), quoted(word), id
  ))
end

local function picture(image)
  local alt = quoted(image.attributes["fig-alt"] or "")
  return raw_inline(("#image(%s, alt: %s, width: 100%%)"):format(quoted(image.src), alt))
end

local function figure(block, words)
  local shown, caption = trimmed(block.content), pandoc.utils.blocks_to_inlines(block.caption.long)
  return float("quarto-float-fig", "bottom", block.identifier, words["crossref-fig-title"], shown, caption)
end

local function table_float(block, words)
  local id = block.identifier
  local caption = pandoc.utils.blocks_to_inlines(block.caption.long)
  block.identifier = ""
  block.caption.long = {}
  block.classes:insert("typst:no-figure")
  if id == "" then
    return block
  end
  return float("quarto-float-tbl", "top", id, words["crossref-tbl-title"], write({ block }), caption)
end

local function callout(div)
  if not div.classes:includes("callout") then
    return nil
  end
  local colour = COLOURS[div.attributes.kind] or "#0758E5"
  local title = inline_typst(pandoc.utils.blocks_to_inlines(div.content[1].content))
  local blocks = pandoc.Blocks({ raw(("#callout(title: [%s], icon_color: rgb(%s), body: ["):format(title, quoted(colour))) })
  blocks:extend({ table.unpack(div.content, 2) })
  blocks:insert(raw("])"))
  return blocks
end

--- Within the book a link jumps; to another page of the web edition it is only its words.
local function link(element)
  local way = element.target
  if way:match("^%a+:") then
    return nil
  end
  local id = way:match("#(.+)$")
  if not id then
    return element.content
  end
  local inlines = pandoc.Inlines({ raw_inline(("#jump(%s)["):format(quoted(id))) })
  inlines:extend(element.content)
  inlines:insert(raw_inline("]"))
  return inlines
end

--- Returns `typst`: the chapter's heading and its text.
function target.write(doc, job, chapter)
  local words = job.words
  local body = doc:walk({
    Span = function(span)
      if span.classes:includes("xref") then
        return link(pandoc.Link(span.content, "#" .. span.attributes.target))
      end
    end,
    Link = link,
    Image = picture,
    Header = function(header)
      header.attributes.number = nil
      return header
    end,
    Div = callout,
    Figure = function(block)
      return figure(block, words)
    end,
    Table = function(block)
      return table_float(block, words)
    end,
  })
  local title = pandoc.Inlines(doc.meta.title or {})
  local heading = pandoc.Header(1, title, pandoc.Attr(chapter.id or "", chapter.number and {} or { "unnumbered" }))
  body.blocks:insert(1, heading)
  return { typst = write(body.blocks) }
end

return target
