-- What the Typst template has functions of its own for: the page of a part, the line that says where a figure was made, and fine print.

local function wrapped(name, content)
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "#" .. name .. "[") })
  inlines:extend(content)
  inlines:insert(pandoc.RawInline("typst", "]"))
  return pandoc.Plain(inlines)
end

-- Quarto puts the heading of a part into this div, among its own markers, which have to stay.
local function part(div)
  return div.content:walk({
    Header = function(header) return wrapped("part", header.content) end,
  })
end

local function set_by(name, div)
  local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#" .. name .. "[") })
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock("typst", "]"))
  return blocks
end

function Div(div)
  if not FORMAT:match("^typst") then return nil end
  if div.classes:includes("quarto-book-part") then return part(div) end
  if div.classes:includes("made") then return set_by("made", div) end
  if div.classes:includes("fine-print") then return set_by("fine-print", div) end
end
