--[[ Reads a chapter's Markdown and settles what both formats share:
the title, the numbers of the headings, callouts, and what is shown where. ]]

local reading = {}

local FORMAT = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars"
local CALLOUT = "^callout%-(%a+)$"

local function callout_title(own, word, words)
  if own then
    return pandoc.utils.blocks_to_inlines(pandoc.read(own, FORMAT).blocks)
  elseif words[word] then
    return pandoc.Inlines(words[word])
  end
  error(("a callout has no title, and 'language:' of the edition no '%s'"):format(word), 0)
end

--- A callout as a div of class `callout`, its kind an attribute, its title a div of its own.
local function callout(div, words, inlines)
  for _, class in ipairs(div.classes) do
    local kind = class:match(CALLOUT)
    if kind then
      local body = div.content:clone()
      local title = callout_title(div.attributes.title, "callout-" .. kind .. "-title", words)
      body:insert(1, pandoc.Div({ pandoc.Plain(title:walk(inlines)) }, { class = "callout-title" }))
      return pandoc.Div(body, { class = "callout", kind = kind })
    end
  end
end

--- The way from the project's root to a file that is named from the folder of the chapter or from the root.
local function from_root(way, chapter)
  if way:match("^%a[%w+.-]*:") then
    return way
  end
  local folder = way:sub(1, 1) == "/" and "" or pandoc.path.directory(chapter.path)
  local steps = pandoc.List({})
  for step in (folder .. "/" .. way):gmatch("[^/]+") do
    if step == ".." and #steps > 0 and steps[#steps] ~= ".." then
      steps:remove()
    elseif step ~= "." then
      steps:insert(step)
    end
  end
  return "/" .. table.concat(steps, "/")
end

--- The chapter as a document: its title in `meta.title`, its body without a level-1 heading.
--- `settle`, if there is one, replaces each cite. Returns with it the files of its pictures, below the root, each once.
function reading.chapter(job, chapter, settle)
  local doc = pandoc.read(chapter.text, FORMAT)
  local first = doc.blocks[1]
  if not doc.meta.title and first and first.t == "Header" and first.level == 1 then
    doc.meta.title = pandoc.MetaInlines(first.content)
    doc.blocks:remove(1)
  end
  local count, images = 0, pandoc.List({})
  local inlines = {
    Cite = settle,
    Image = function(image)
      image.src = from_root(image.src, chapter)
      local path = image.src:gsub("^/", "")
      if not images:includes(path) then
        images:insert(path)
      end
      return image
    end,
  }
  -- Everything in one walk: each takes about a tenth of the time of reading.
  doc = doc:walk({
    Cite = inlines.Cite,
    Image = inlines.Image,
    Div = function(div)
      return callout(div, job.words, inlines)
    end,
    Header = function(header)
      count = count + 1
      header.attributes.number = chapter.headings[count] or nil
      return header
    end,
  })
  if count ~= #chapter.headings then
    error(("pandoc sees %d headings where the outline has %d"):format(count, #chapter.headings), 0)
  end
  for key, value in pairs(job.meta) do
    if doc.meta[key] == nil then
      doc.meta[key] = value
    end
  end
  return doc, images
end

--- The document without what another format alone shows.
function reading.visible_in(format, doc, chapter)
  if not chapter.text:find("when-format", 1, true) then
    return doc
  end
  return doc:walk({
    Div = function(div)
      local only = div.attributes["when-format"]
      if not only then
        return nil
      end
      local shown = (only == format) == div.classes:includes("content-visible")
      return shown and div.content or {}
    end,
  })
end

return reading
