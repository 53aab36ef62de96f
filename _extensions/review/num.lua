-- The shortcodes `num` (a published number), `made` (where a figure or table was made) and `register` (all numbers).
-- Quarto and press load this file alike; both provide quarto.project.directory, quarto.project.offset and
-- quarto.doc.is_format(name).

local NUMBERS = "figures/numbers.json"
local MADE = "figures/made.json"
local REGISTER = "figures/numbers.%s.json"
local NEAREST = 3

local stringify = pandoc.utils.stringify
local tables = {}

local function fail(shortcode, what, remedy)
  local file = quarto.doc.is_format("html") and quarto.doc.input_file
  local where = file and (" in " .. stringify(file)) or ""
  error(("{{< %s >}}%s: %s. %s."):format(shortcode, where, what, remedy), 0)
end

local function load_once(path, shortcode)
  if tables[path] then return tables[path] end
  local file = io.open(pandoc.path.join({ quarto.project.directory or ".", path }), "rb")
  if not file then fail(shortcode, path .. " does not exist", "Run `press compute`, which writes it") end
  local text = file:read("a")
  file:close()
  local ok, decoded = pcall(pandoc.json.decode, text, false)
  if not ok or type(decoded) ~= "table" then
    fail(shortcode, path .. " is not JSON", "Run `press compute`, which writes it anew")
  end
  tables[path] = decoded
  return decoded
end

-- What is published under a name, and all that is. Press says what a page shows, so that thousands of numbers need
-- not be read for it.
local function entry_of(path, name, shortcode)
  local shown = quarto.press and quarto.press.shown and quarto.press.shown[path]
  if shown and shown[name] then return shown[name] end
  local entries = load_once(path, shortcode)
  return entries[name], entries
end

-- Edit distance, so that a misspelt name is answered with the names it may stand for.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

local function nearest(name, entries)
  local names = {}
  for key in pairs(entries) do names[#names + 1] = { key, distance(name, key) } end
  table.sort(names, function(a, b)
    if a[2] ~= b[2] then return a[2] < b[2] end
    return a[1] < b[1]
  end)
  local best = {}
  for i = 1, math.min(NEAREST, #names) do best[i] = names[i][1] end
  return #best > 0 and ("Closest: " .. table.concat(best, ", ")) or "The file is empty"
end

-- Quarto gives words as inlines; what is a string already need not go through pandoc, thousands of times.
local function as_string(value)
  return type(value) == "string" and value or stringify(value or "")
end

local function one_argument(shortcode, args, what)
  local name = as_string(args[1])
  if name == "" or args[2] then fail(shortcode, "takes one " .. what, "Write {{< " .. shortcode .. " NAME >}}") end
  return name
end

-- What was read of the metadata of a page, as text.
local settings = setmetatable({}, { __mode = "k" })

local function setting(meta, name, shortcode)
  settings[meta] = settings[meta] or {}
  local text = settings[meta][name] or as_string(meta[name])
  if text == "" then fail(shortcode, "the metadata have no `" .. name .. "`", "Set it in the profile of the edition") end
  settings[meta][name] = text
  return text
end

local function language(meta, shortcode)
  return (setting(meta, "lang", shortcode):match("^%a+") or ""):lower()
end

local function from_root(path)
  return (quarto.project.offset or ".") .. "/" .. path
end

local function escaped(text)
  return (text:gsub("[&<>\"']", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }))
end

-- The anchor of a key in the number appendix.
local function anchor(key)
  local ascii = key:gsub("[\xC2-\xF4][\x80-\xBF]*", "-")
  return "n-" .. ascii:gsub("[^a-z0-9-]", "-")
end

-- A value as the `value` attribute of <data>: digits without grouping, a range as from/to.
local function machine(value)
  if math.type(value) == "float" and value == math.floor(value) and math.abs(value) < 2 ^ 53 then
    return ("%d"):format(value)
  elseif type(value) == "number" then
    return math.type(value) == "integer" and ("%d"):format(value) or ("%.15g"):format(value)
  elseif type(value) == "table" then
    local parts = {}
    for i, part in ipairs(value) do parts[i] = machine(part) end
    return table.concat(parts, "/")
  end
  return tostring(value)
end

local function published(key, format, meta)
  local entry, entries = entry_of(NUMBERS, key, "num")
  if not entry then
    fail("num " .. key, "no number is published under this key", nearest(key, entries) ..
      ". Correct the key, or publish it in a notebook and run `press compute`")
  end
  local lang = language(meta, "num")
  local texts = entry.text[lang]
  if not texts then
    fail("num " .. key, "there is no text for language `" .. lang .. "`", nearest(lang, entry.text) ..
      ". Correct `lang`, or publish the number in this language")
  end
  if not texts[format] then
    fail(("num %s as=%s"):format(key, format), "the number has no such format", nearest(format, texts) ..
      ". Write as= one of the formats of its unit")
  end
  return entry, texts[format]
end

-- What pandoc.Inlines makes of a list that holds only inlines, without looking at each: a page has thousands.
local INLINES = getmetatable(pandoc.Inlines({}))

local function as_inlines(list)
  return setmetatable(list, INLINES)
end

local function as_result(inlines, context, block)
  if context == "block" then return pandoc.Blocks({ block(inlines) }) end
  return inlines
end

-- {{< num KEY >}} or {{< num KEY as=FORMAT >}}: a published number, in HTML with the way to where it comes from.
local function num(args, kwargs, meta, _, context)
  local key = one_argument("num", args, "key")
  local format = as_string(kwargs["as"])
  local entry, text = published(key, format == "" and "default" or format, meta)
  if context == "text" then return text end
  if not quarto.doc.is_format("html") then return as_result(as_inlines({ pandoc.Str(text) }), context, pandoc.Para) end
  local href = from_root(setting(meta, "numbers-page", "num")) .. "#" .. anchor(key)
  local open = ('<a class="num-source" href="%s"><data class="num" value="%s" data-key="%s">'):format(
    escaped(href), escaped(machine(entry.value)), escaped(key))
  return as_result(as_inlines({
    pandoc.RawInline("html", open), pandoc.Str(text), pandoc.RawInline("html", "</data></a>"),
  }), context, pandoc.Para)
end

local function words(text)
  local inlines = pandoc.Inlines({})
  for word in text:gmatch("%S+") do
    if #inlines > 0 then inlines:insert(pandoc.Space()) end
    inlines:insert(pandoc.Str(word))
  end
  return inlines
end

-- Fills the %s of a pattern in turn; a pattern from the metadata must not be trusted to string.format.
local function filled(pattern, values)
  local i = 0
  return (pattern:gsub("%%s", function()
    i = i + 1
    return values[i] or ""
  end))
end

-- {{< made ID >}}: the sentence under a figure or table, in HTML a link to the cell that made it.
local function made(args, _, meta, _, context)
  local id = one_argument("made", args, "figure or table id")
  local entry, entries = entry_of(MADE, id, "made")
  if not entry then
    fail("made " .. id, "no notebook makes it", nearest(id, entries) .. ". Correct the id, or run `press compute`")
  end
  local sentence = filled(setting(meta, "made-text", "made"), { entry.notebook, entry.cell, table.concat(entry.data, ", ") })
  if context == "text" then return sentence end
  local inlines = words(sentence)
  if quarto.doc.is_format("html") then
    local stem = pandoc.path.split_extension(pandoc.path.filename(entry.notebook))
    local page = filled(setting(meta, "notebook-page", "made"), { stem })
    inlines = pandoc.Inlines({ pandoc.Link(inlines, from_root(page) .. "#cell-" .. entry.cell) })
  end
  return as_result(inlines, context, pandoc.Para)
end

-- {{< register >}}: every published number with its rule, cell and data, on the web page that lists them; `press compute`
-- writes each group of keys as HTML. Other formats carry the table figures/numbers.csv in its place.
local function register(_, _, meta, _, context)
  if context ~= "block" then
    fail("register", "does not stand alone", "Write it as a paragraph of its own, outside any div")
  end
  local blocks = pandoc.Blocks({})
  if not quarto.doc.is_format("html") then return blocks end
  for _, group in ipairs(load_once(REGISTER:format(language(meta, "register")), "register")) do
    blocks:insert(pandoc.Header(2, group.name, pandoc.Attr(group.name, { "unnumbered", "unlisted" })))
    blocks:insert(pandoc.RawBlock("html", table.concat(group.html, "\n")))
  end
  return blocks
end

return { num = num, made = made, register = register }
