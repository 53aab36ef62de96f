--[[ Turns expanded chapters into the body of a web page and of a Typst document.

Run by `pandoc lua` with a job as JSON on standard input; prints the results as JSON.
A job names the project's extension, the metadata of the edition, and its chapters:
text, place in the book, the numbers of its headings and the targets of its references.
A chapter that fails is reported in `faults`; the others are rendered all the same. ]]

local here = PANDOC_SCRIPT_FILE and pandoc.path.directory(PANDOC_SCRIPT_FILE) or pandoc.path.directory(arg[0])
package.path = pandoc.path.join({ here, "?.lua" }) .. ";" .. package.path

local citations = require("citations")
local extension = require("extension")
local read = require("reading")
local targets = { html = require("target_html"), typst = require("target_typst") }

local function render(job, chapter)
  local doc = citations.process(read.chapter(job, chapter), job, chapter)
  local result = { path = chapter.path, images = read.images(doc) }
  for _, format in ipairs({ "html", "typst" }) do
    extension.enter(format, chapter)
    local shaped = read.visible_in(format, doc)
    shaped = extension.apply(shaped)
    for key, value in pairs(format == "html" and extension.needs() or {}) do
      result[key] = value
    end
    for key, value in pairs(targets[format].write(shaped, job, chapter)) do
      result[key] = value
    end
  end
  return result
end

--- What a chapter can be blamed for is raised without a place in the Lua; a slip of the Lua keeps its trace.
local function said(problem)
  local text = tostring(problem)
  local what = text:gsub("\nstack traceback:.*$", "")
  return what:match("%.lua:%d+:") and debug.traceback(text) or what
end

local job = pandoc.json.decode(io.read("a"), false)
extension.load(job)
local results, faults = {}, {}
for _, chapter in ipairs(job.chapters) do
  local ok, value = xpcall(render, said, job, chapter)
  if ok then
    results[#results + 1] = value
  else
    faults[#faults + 1] = { path = chapter.path, what = value }
  end
end
io.write(pandoc.json.encode({ results = pandoc.List(results), faults = pandoc.List(faults) }))
