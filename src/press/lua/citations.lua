--[[ Citations and cross references.

Cross references (`@fig-`, `@tbl-`, `@sec-`) are settled by the targets the job names;
what is left goes to citeproc together with every work of the bibliography, so that
year suffixes are the same in every chapter. ]]

local citations = {}

local KINDS = { fig = true, tbl = true, sec = true }

--- `@Fig-x` begins a sentence and means `fig-x`, as in Quarto.
local function meant(id)
  return (id:gsub("^(%u)(%l+%-)", function(first, rest)
    return KINDS[first:lower() .. rest:sub(1, -2)] and first:lower() .. rest or nil
  end))
end

local function is_reference(id)
  return KINDS[meant(id):match("^(%a+)%-") or ""] or false
end

--- A span that a target turns into its own kind of link: the way, and the text.
local function reference(citation, job_targets)
  local id = meant(citation.id)
  local target = job_targets[id]
  if not target then
    error(("nothing in the book has the id '%s'"):format(citation.id), 0)
  end
  local text = citation.mode == "SuppressAuthor" and target.number or target.text
  if id ~= citation.id then
    text = pandoc.text.upper(pandoc.text.sub(text, 1, 1)) .. pandoc.text.sub(text, 2)
  end
  return pandoc.Span(pandoc.Inlines(text), { class = "xref", id = "", target = id, href = target.href })
end

--- What stands between two citations of one cite: pandoc joins `@sec-x [@work]` into one.
local function join(inlines, after_reference, before_reference)
  if #inlines == 0 then
    return
  elseif after_reference and before_reference then
    inlines:insert(pandoc.Str(","))
  end
  inlines:insert(pandoc.Space())
end

--- Works that stand together remain one cite, which citeproc will write.
local function cited_together(cited, first)
  local last = first
  while cited[last + 1] and not is_reference(cited[last + 1].id) do
    last = last + 1
  end
  return pandoc.Cite({}, { table.unpack(cited, first, last) }), last + 1
end

local works

--- The works of the bibliography, which the job holds as CSL JSON: the list that citeproc takes, and their keys.
local function known_works(job)
  if not works or works.json ~= job.works then
    works = { json = job.works, list = pandoc.read(job.works, "csljson").meta.references or {}, keys = {} }
    for _, work in ipairs(works.list) do
      works.keys[pandoc.utils.stringify(work.id)] = true
    end
  end
  return works
end

local function refuse_unknown_work(id, job)
  if not known_works(job).keys[id] then
    error(("no work in '%s' has the key '%s'"):format(job.bibliography, id), 0)
  end
end

--- A cite with every cross reference in it replaced by a span of class `xref`.
local function with_references(cite, targets)
  local inlines, place, was_reference = pandoc.Inlines({}), 1, false
  while cite.citations[place] do
    local citation = cite.citations[place]
    local now_reference = is_reference(citation.id)
    join(inlines, was_reference, now_reference)
    was_reference = now_reference
    if now_reference then
      inlines:extend(citation.prefix)
      if #citation.prefix > 0 then
        inlines:insert(pandoc.Space())
      end
      inlines:insert(reference(citation, targets))
      place = place + 1
    else
      local joined
      joined, place = cited_together(cite.citations, place)
      inlines:insert(joined)
    end
  end
  return inlines
end

local all_works = pandoc.MetaInlines({ pandoc.Cite({ pandoc.Str("@*") }, { pandoc.Citation("*", "AuthorInText") }) })
local CHAPTER = "press-chapter"

--- All chapters in one document, so that citeproc makes the list of works once.
local function joined(chapters, job)
  local blocks = pandoc.Blocks({})
  for place, chapter in ipairs(chapters) do
    blocks:insert(pandoc.Div(chapter.doc.blocks, { [CHAPTER] = tostring(place) }))
  end
  local meta = { lang = job.meta.lang, references = known_works(job).list, nocite = all_works, ["link-citations"] = true }
  if job.csl ~= "" then
    meta.csl = job.csl
  end
  return pandoc.Pandoc(blocks, meta)
end

--- What settles the cross references of a cite, and a table whose `cites` says, once that has
--- seen every cite of the chapter, whether it cites works or lists them.
function citations.settler(job, chapter)
  local seen = { cites = chapter.lists_works }
  return function(cite)
    local some, all = false, true
    for _, citation in ipairs(cite.citations) do
      local refers = is_reference(citation.id)
      some, all = some or refers, all and refers
      if not refers then
        refuse_unknown_work(citation.id, job)
      end
    end
    seen.cites = seen.cites or not all
    return some and with_references(cite, chapter.targets) or nil
  end, seen
end

--- Writes the citations of chapters, each a table with its `doc`; `job.csl` is a path.
function citations.write(chapters, job)
  if #chapters == 0 then
    return
  end
  for _, block in ipairs(pandoc.utils.citeproc(joined(chapters, job)).blocks) do
    local place = block.t == "Div" and tonumber(block.attributes[CHAPTER])
    if place then
      chapters[place].doc.blocks = block.content
    end
  end
end

return citations
