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

-- At the beginning of a table cell, a link or a note pandoc leaves "22." and "-" as they are, and Typst begins a list there.
local function is_marker(inline)
  return inline and inline.t == "Str" and (inline.text:match("^%d+%.$") or inline.text:match("^[-+/]$") or inline.text:match("^=+$"))
end

local function as_text(element)
  if not is_marker(element.content[1]) then return nil end
  element.content[1] = pandoc.RawInline("typst", "\\" .. element.content[1].text)
  return element
end

local function in_note(note)
  local first = note.content[1]
  note.content[1] = first and first.t == "Para" and as_text(first) or first
  return note
end

function Pandoc(doc)
  if not FORMAT:match("^typst") then return nil end
  return doc:walk({ Plain = as_text, Link = as_text, Span = as_text, Note = in_note })
end

function Div(div)
  if not FORMAT:match("^typst") then return nil end
  if div.classes:includes("quarto-book-part") then return part(div) end
  if div.classes:includes("made") then return set_by("made", div) end
  for _, layout in ipairs({ "fine-print", "one-page" }) do
    if div.classes:includes(layout) then return set_by(layout, div) end
  end
end
