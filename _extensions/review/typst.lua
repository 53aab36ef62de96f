-- What the Typst template has functions of its own for: the page of a part, the line that says where a figure was made,
-- fine print; and, in both formats, what of a caption the lists of figures and tables leave out.

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

-- The place of the space after the first sentence; a word before it such as "No." ends none, since a digit follows.
local function first_sentence(inlines)
  for place = 1, #inlines - 2 do
    local word, space, after = inlines[place], inlines[place + 1], inlines[place + 2]
    if word.t == "Str" and word.text:match("[.?!][%)”»]?$") and space.t:match("^S[po]") and after.t == "Str" and not after.text:match("^[%l%d]") then
      return place + 1
    end
  end
end

local function set_apart(inlines)
  if not FORMAT:match("^typst") then return pandoc.Inlines({ pandoc.Span(inlines, { class = "caption-rest" }) }) end
  return pandoc.Inlines({ pandoc.RawInline("typst", "#rest[") }) .. inlines .. { pandoc.RawInline("typst", "]") }
end

-- In both formats, since the web edition has the lists too.
local function with_short_caption(float)
  local block = float.caption.long[1]
  local place = block and block.content and first_sentence(block.content)
  if not place then return nil end
  local after = pandoc.Inlines({ table.unpack(block.content, place) })
  block.content = pandoc.Inlines({ table.unpack(block.content, 1, place - 1) }) .. set_apart(after)
  float.caption.long[1] = block
  return float
end

Figure, Table = with_short_caption, with_short_caption

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
