--[[ Runs the project's own Lua (shortcodes and filters of its Quarto extension) under pandoc.

The extension is written for Quarto. What it uses of its interface, and of a pandoc filter's,
stands here: the format, the project's folder, and the way from the page to it. ]]

local extension = {}

local state = { format = "html", offset = ".", scripts = {}, resources = {} }
local handlers, filters = {}, {}

quarto = {
  press = {},
  project = { directory = "." },
  doc = {},
}
setmetatable(quarto.project, {
  __index = function(_, key)
    return key == "offset" and state.offset or nil
  end,
})

function quarto.doc.is_format(name)
  return name == state.format or name == state.format .. ":js"
end

local function below_root(files)
  local paths = pandoc.List({})
  for _, file in ipairs(files or {}) do
    paths:insert((pandoc.path.normalize(file.path)))
  end
  return paths
end

--- Notes what a page needs beside its text; press lays these files into the site.
function quarto.doc.add_html_dependency(dependency)
  state.scripts = below_root(dependency.scripts)
  state.resources = below_root(dependency.resources)
end

local function load_script(path)
  local environment = setmetatable({}, { __index = _G })
  local chunk, problem = loadfile(path, "t", environment)
  if not chunk then
    error(problem, 0)
  end
  return chunk() or environment
end

--- Loads the shortcodes and filters that the job lists.
function extension.load(job)
  for _, path in ipairs(job.shortcodes) do
    for name, handler in pairs(load_script(path)) do
      handlers[name] = handler
    end
  end
  for _, path in ipairs(job.filters) do
    local loaded = load_script(path)
    for _, filter in ipairs(loaded[1] and loaded or { loaded }) do
      filters[#filters + 1] = filter
    end
  end
end

--- Says for which format and which page the extension works from now on.
function extension.enter(format, chapter)
  state.format = format
  FORMAT = format
  state.offset = chapter.rel
  state.scripts, state.resources = pandoc.List({}), pandoc.List({})
  quarto.press.shown = chapter.shown
end

--- The scripts and other files, below the root, that the page asked for since `enter`.
function extension.needs()
  return { scripts = state.scripts, resources = state.resources }
end

-- Quarto gives an option that was not set as something that reads as an empty text.
local ABSENT = {
  __index = function()
    return ""
  end,
}

local function arguments(text)
  local args, named = pandoc.List({}), {}
  for word in text:gmatch("%S+") do
    local key, value = word:match("^([%w_-]+)=(.*)$")
    if key then
      named[key] = value:gsub('^"(.*)"$', "%1")
    else
      args:insert(word)
    end
  end
  return args, named
end

local function run_shortcode(text, meta, context)
  local name, rest = text:match("^(%S+)%s*(.*)$")
  if name == "meta" then
    local value = meta[rest]
    return value and pandoc.Inlines(pandoc.utils.stringify(value)) or error(("there is no metadata '%s'"):format(rest), 0)
  end
  local handler = handlers[name]
  if not handler then
    error(("there is no shortcode '%s'"):format(name), 0)
  end
  local args, named = arguments(rest)
  return handler(args, setmetatable(named, ABSENT), meta, args, context)
end

--- The shortcode that is all of a paragraph, which gives blocks then.
local function alone(block)
  local code = block.t == "Para" and #block.content == 1 and block.content[1]
  return code and code.t == "Code" and code.classes:includes("press-shortcode") and code.text
end

local function with_block_shortcodes(doc, meta)
  if not doc.blocks:find_if(alone) then
    return doc
  end
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    local text = alone(block)
    if text then
      local result = run_shortcode(text, meta, "block")
      blocks:extend(pandoc.utils.type(result) == "Blocks" and result or { pandoc.Para(result) })
    else
      blocks:insert(block)
    end
  end
  return pandoc.Pandoc(blocks, meta)
end

--- The document with shortcodes run and the extension's filters applied.
function extension.apply(doc)
  local meta = doc.meta
  doc = with_block_shortcodes(doc, meta)
  doc = doc:walk({
    Code = function(code)
      if code.classes:includes("press-shortcode") then
        return run_shortcode(code.text, meta, "inline")
      end
    end,
  })
  for _, filter in ipairs(filters) do
    doc = doc:walk(filter)
  end
  return doc
end

return extension
