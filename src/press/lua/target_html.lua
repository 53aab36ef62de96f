--[[ The body of a web page: what pandoc's own HTML writer cannot know of the book. ]]

local target = {}

local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

local function escape(text)
  return (text:gsub('[&<>"]', ESCAPES))
end

local function raw(text)
  return pandoc.RawBlock("html", text)
end

local function write(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), "html5", { wrap_text = "none", email_obfuscation = "none" })
end

local function inline_html(inlines)
  return write({ pandoc.Plain(inlines) })
end

local function from_root(path, chapter)
  return path:sub(1, 1) == "/" and chapter.rel .. path or path
end

--- The caption with its label and number before it, as Quarto words it.
local function numbered(caption, id, job, chapter)
  local place = chapter.targets[id]
  if not place then
    return caption
  end
  local word = job.words["crossref-" .. id:match("^%a+") .. "-title"]
  local label = pandoc.Span(("%s\u{a0}%s:"):format(word, place.number), { class = "caption-label" })
  return pandoc.Inlines({ label, pandoc.Space() }) .. caption
end

local FIGURE = '<figure id="%s" class="figure"><div class="figure-scroll" role="region" aria-labelledby="%s-caption" tabindex="0">'
  .. '<img src="%s" alt="%s" /></div><figcaption id="%s-caption">%s</figcaption></figure>'

local function figure(block, job, chapter)
  local image, caption = block.content[1].content[1], pandoc.utils.blocks_to_inlines(block.caption.long)
  local html = FIGURE:format(
    escape(block.identifier),
    escape(block.identifier),
    escape(image.src),
    escape(pandoc.utils.stringify(image.caption)),
    escape(block.identifier),
    inline_html(numbered(caption, block.identifier, job, chapter))
  )
  return raw(html)
end

local function picture(image, chapter)
  image.src = from_root(image.src, chapter)
  local alt = image.attributes["fig-alt"]
  if alt then
    image.attributes["fig-alt"] = nil
    image.caption = pandoc.Inlines(alt)
  end
  return image
end

local function table_in_region(block, job, chapter)
  local id = block.identifier
  if id == "" then
    return { raw('<div class="table-scroll">'), block, raw("</div>") }
  end
  local caption = pandoc.utils.blocks_to_inlines(block.caption.long)
  local label = pandoc.Span(numbered(caption, id, job, chapter), { id = id .. "-caption" })
  block.caption.long = { pandoc.Plain({ label }) }
  local open = '<div class="table-scroll" role="region" aria-labelledby="%s-caption" tabindex="0">'
  return { raw(open:format(escape(id))), block, raw("</div>") }
end

local function callout(div, chapter)
  if not div.classes:includes("callout") then
    return nil
  end
  chapter.callouts = (chapter.callouts or 0) + 1
  local id = ("callout-%d"):format(chapter.callouts)
  local open = '<aside class="callout callout-%s" role="note" aria-labelledby="%s"><p class="callout-title" id="%s">%s</p>'
  local title = inline_html(pandoc.utils.blocks_to_inlines(div.content[1].content))
  local body = pandoc.Blocks({ table.unpack(div.content, 2) })
  return pandoc.Blocks({ raw(open:format(div.attributes.kind, id, id, title)) }) .. body .. { raw("</aside>") }
end

--- Links to a cited work lead to the page of references, links to a chapter to its page, from the root or from here.
local function link(element, job, chapter)
  local way = element.target
  if way:match("^#ref%-") then
    element.target = chapter.rel .. "/" .. job.references_page .. way
  elseif not way:match("^%a+:") then
    element.target = from_root(way:gsub("%.qmd(#?)", ".html%1"), chapter)
  end
  return element
end

--- The heading with its number; what the contents need of it goes into a list.
local function heading(header, sections)
  local number = header.attributes.number
  sections:insert({
    id = header.identifier,
    level = header.level,
    number = number or "",
    title = pandoc.utils.stringify(header.content),
  })
  header.attributes.number = nil
  if number then
    header.content = pandoc.Inlines({ pandoc.Span(number, { class = "header-section-number" }), pandoc.Space() })
      .. header.content
  end
  return header
end

--- Settles links and pictures first, then blocks, of which some are written on the spot; returns the headings, too.
local function shape(doc, job, chapter)
  local sections = pandoc.List({})
  local shaped = doc:walk({
    Span = function(span)
      if span.classes:includes("xref") then
        return pandoc.Link(span.content, chapter.rel .. "/" .. span.attributes.href, "", { class = "xref" })
      end
    end,
    Link = function(element)
      return link(element, job, chapter)
    end,
    Image = function(image)
      return picture(image, chapter)
    end,
    Figure = function(block)
      return figure(block, job, chapter)
    end,
    Table = function(block)
      return table_in_region(block, job, chapter)
    end,
    Header = function(header)
      return heading(header, sections)
    end,
    Div = function(div)
      return callout(div, chapter)
    end,
  })
  return shaped, sections
end

--- Returns `html` (the body), `heading` (HTML of the title), `title` (plain) and `sections`.
function target.write(doc, job, chapter)
  local title = pandoc.Inlines(doc.meta.title or {})
  local shaped, sections = shape(doc, job, chapter)
  return {
    html = write(shaped.blocks),
    heading = inline_html(title),
    title = pandoc.utils.stringify(title),
    sections = sections,
  }
end

return target
