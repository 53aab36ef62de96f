--[[ Turns expanded chapters into the body of a web page, of a Typst document, or both.

Run by `pandoc lua`; each line of standard input is a job as JSON, and is answered by a line.
A job names the formats, the project's extension, the metadata of the edition, and its chapters:
text, place in the book, the numbers of its headings and the targets of its references.
A chapter that fails is reported in `faults`; the others are rendered all the same. ]]

local here = PANDOC_SCRIPT_FILE and pandoc.path.directory(PANDOC_SCRIPT_FILE) or pandoc.path.directory(arg[0])
package.path = pandoc.path.join({ here, "?.lua" }) .. ";" .. package.path

local citations = require("citations")
local extension = require("extension")
local read = require("reading")
local targets = { html = require("target_html"), typst = require("target_typst") }

--- The chapter as a document with its cross references settled.
local function settled(job, chapter)
  local doc, images = read.chapter(job, chapter)
  local settled_doc, cites = citations.settle(doc, job, chapter)
  return { chapter = chapter, doc = settled_doc, cites = cites, images = images }
end

--- The chapter in the formats that the job asks for; its citations are written.
local function render(job, one)
  local chapter = one.chapter
  local result = { path = chapter.path }
  for _, format in ipairs(job.formats) do
    extension.enter(format, chapter)
    local shaped = extension.apply(read.visible_in(format, one.doc))
    local written = targets[format].write(shaped, job, chapter)
    written.path, written.images = chapter.path, one.images
    for key, value in pairs(format == "html" and extension.needs() or {}) do
      written[key] = value
    end
    result[format] = written
  end
  return result
end

--- What a chapter can be blamed for is raised without a place in the Lua; a slip of the Lua keeps its trace.
local function said(problem)
  local text = tostring(problem)
  local what = text:gsub("\nstack traceback:.*$", "")
  return what:match("%.lua:%d+:") and debug.traceback(text) or what
end

--- What a step gives for each chapter of a list; a chapter that fails goes no further, and is a fault.
local function each(list, faults, path_of, step)
  local done = pandoc.List({})
  for _, one in ipairs(list) do
    local ok, value = xpcall(step, said, one)
    if ok then
      done:insert(value)
    else
      faults:insert({ path = path_of(one), what = value })
    end
  end
  return done
end

local function answer(job)
  local faults = pandoc.List({})
  local chapters = each(job.chapters, faults, function(chapter) return chapter.path end, function(chapter)
    return settled(job, chapter)
  end)
  local citing = chapters:filter(function(one) return one.cites end)
  local written, problem = xpcall(citations.write, said, citing, job)
  if not written then
    faults:insert({ path = citing[1].chapter.path, what = problem })
  end
  local results = each(chapters, faults, function(one) return one.chapter.path end, function(one)
    return render(job, one)
  end)
  return { results = results, faults = faults }
end

local loaded = false
for line in io.lines() do
  local job = pandoc.json.decode(line, false)
  if not loaded then
    extension.load(job)
    loaded = true
  end
  io.write(pandoc.json.encode(answer(job)), "\n")
  io.flush()
end
