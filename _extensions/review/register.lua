-- The shortcode `register`: every published number with its rule, cell and data, on the web page that lists them.
-- The notebooks' run writes it as a fragment of HTML; other formats carry the table figures/numbers.csv in its place.

local FRAGMENT = "figures/numbers.%s.html"

local function fail(what, remedy)
  error(("{{< register >}}: %s. %s."):format(what, remedy), 0)
end

local function fragment(meta)
  local lang = meta.lang and pandoc.utils.stringify(meta.lang):match("^%a+")
  if not lang then fail("the metadata have no `lang`", "Set it in the profile of the edition") end
  local path = FRAGMENT:format(lang:lower())
  local file = io.open(pandoc.path.join({ quarto.project.directory or ".", path }), "rb")
  if not file then fail(path .. " does not exist", "Run `press compute`, which writes it") end
  local html = file:read("a")
  file:close()
  return html
end

local function register(_, _, meta, _, context)
  if context ~= "block" then fail("it does not stand alone", "Write it as a paragraph of its own") end
  if not quarto.doc.is_format("html") then return pandoc.Blocks({}) end
  return pandoc.Blocks({ pandoc.RawBlock("html", fragment(meta)) })
end

return { register = register }
