-- A div .interactive holds a table whose rows a reader of the web edition can sort and search.
-- It gets the words for that from `words:` of the edition; in any other format it is only its table.

local LIBRARY = "node_modules/datatables.net/"
local WORDS = { "table-search", "table-rows", "table-none", "table-sort", "table-reverse", "table-unsort" }

local function from_project(path)
  return pandoc.path.join({ quarto.project.directory or ".", path })
end

local function is_there(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

-- Under Quarto the table stays a plain one where the library is not installed; press says what is missing.
local function add_scripts()
  local library = from_project(LIBRARY .. "js/dataTables.min.js")
  if not quarto.press and not is_there(library) then return end
  quarto.doc.add_html_dependency({
    name = "interactive-tables",
    version = "1.0.0",
    scripts = {
      { name = "dataTables.min.js", path = library, attribs = { defer = "" } },
      { name = "interactive.js", path = from_project("_extensions/review/interactive.js"), attribs = { defer = "" } },
    },
    resources = { { name = "dataTables-license.txt", path = from_project(LIBRARY .. "License.txt") } },
  })
end

local function worded(div, words)
  for _, name in ipairs(WORDS) do
    local word = words and words[name]
    if not word then
      error(("a table is interactive, but the metadata have no words.%s: set it in the profile of the edition"):format(name), 0)
    end
    div.attributes["data-" .. name] = pandoc.utils.stringify(word)
  end
  return div
end

function Pandoc(doc)
  local found = false
  local settled = doc:walk({
    Div = function(div)
      if not div.classes:includes("interactive") then return nil end
      if not quarto.doc.is_format("html") then return div.content end
      found = true
      return worded(div, doc.meta.words)
    end,
  })
  if found then add_scripts() end
  return settled
end
