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
  local settle, seen = citations.settler(job, chapter)
  local doc, images = read.chapter(job, chapter, chapter.text:find("@", 1, true) and settle)
  return { chapter = chapter, doc = doc, cites = seen.cites, images = images }
end

--- The chapter in the formats that the job asks for; its citations are written.
local function render(job, one)
  local chapter = one.chapter
  local result = { path = chapter.path }
  for _, format in ipairs(job.formats) do
    extension.enter(format, chapter)
    local shaped = extension.apply(read.visible_in(format, one.doc, chapter))
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

--- What a step gives for each chapter of a list, if anything; a chapter that fails goes no further, and is a fault.
local function each(list, faults, path_of, step)
  local done = pandoc.List({})
  for _, one in ipairs(list) do
    local ok, value = xpcall(step, said, one)
    if ok and value then
      done:insert(value)
    elseif not ok then
      faults:insert({ path = path_of(one), what = value })
    end
  end
  return done
end

--- A chapter that cites no work is rendered at once, so that no more are held than citeproc must see together.
local function answer(job)
  local faults, citing = pandoc.List({}), pandoc.List({})
  local results = each(job.chapters, faults, function(chapter) return chapter.path end, function(chapter)
    local one = settled(job, chapter)
    if not one.cites then
      return render(job, one)
    end
    citing:insert(one)
  end)
  local written, problem = xpcall(citations.write, said, citing, job)
  if not written then
    faults:insert({ path = citing[1].chapter.path, what = problem })
  end
  results:extend(each(citing, faults, function(one) return one.chapter.path end, function(one)
    return render(job, one)
  end))
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
