--[[ Fills the Typst template of the extension with the metadata of an edition.

Run by `pandoc lua` with a job as JSON on standard input: the template's path, the
metadata, and the text that marks the place of the body. Prints the document. ]]

local function metadata(value)
  if type(value) == "table" then
    local is_list = value[1] ~= nil
    local copy = {}
    for key, item in pairs(value) do
      copy[key] = metadata(item)
    end
    return is_list and pandoc.MetaList(copy) or copy
  elseif type(value) == "string" then
    return pandoc.MetaInlines(pandoc.Inlines(value))
  elseif math.type(value) == "float" and value == math.floor(value) then
    return pandoc.MetaInlines(("%d"):format(value))
  end
  return value
end

local job = pandoc.json.decode(io.read("a"), false)
local file = assert(io.open(job.template, "rb"))
local template = pandoc.template.compile(file:read("a"), job.template)
file:close()
local doc = pandoc.Pandoc({ pandoc.RawBlock("typst", job.body) }, metadata(job.metadata))
io.write(pandoc.write(doc, "typst", { template = template, wrap_text = "none" }))
