-- The shortcode `register`: every published number with its rule, cell and data, on the web page that lists them.
-- `press compute` writes it, each group of keys as HTML; other formats carry the table figures/numbers.csv in its place.

local REGISTER = "figures/numbers.%s.json"

local function fail(what, remedy)
  error(("{{< register >}}: %s. %s."):format(what, remedy), 0)
end

local function groups(meta)
  local lang = meta.lang and pandoc.utils.stringify(meta.lang):match("^%a+")
  if not lang then fail("the metadata have no `lang`", "Set it in the profile of the edition") end
  local path = REGISTER:format(lang:lower())
  local file = io.open(pandoc.path.join({ quarto.project.directory or ".", path }), "rb")
  if not file then fail(path .. " does not exist", "Run `press compute`, which writes it") end
  local text = file:read("a")
  file:close()
  local ok, decoded = pcall(pandoc.json.decode, text, false)
  if not ok or type(decoded) ~= "table" then
    fail(path .. " is no JSON list", "Run `press compute`, which writes it anew")
  end
  return decoded
end

local function register(_, _, meta, _, context)
  if context ~= "block" then fail("it does not stand alone", "Write it as a paragraph of its own") end
  local blocks = pandoc.Blocks({})
  if not quarto.doc.is_format("html") then return blocks end
  for _, group in ipairs(groups(meta)) do
    blocks:insert(pandoc.Header(2, group.name, pandoc.Attr(group.name, { "unnumbered", "unlisted" })))
    blocks:insert(pandoc.RawBlock("html", table.concat(group.html, "\n")))
  end
  return blocks
end

return { register = register }
