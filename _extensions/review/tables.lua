-- In a table with a header row the first column heads the rows; both ways of rendering mark the cells as such.
-- A row of which only the first cell says something heads the rows below it, and goes across the table.

local function mark(cells, scope)
  for _, cell in ipairs(cells) do cell.attr.attributes["scope"] = scope end
end

local function has_header(tbl)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do
      if #cell.contents > 0 then return true end
    end
  end
  return false
end

local function heads_rows(row, columns)
  for place, cell in ipairs(row.cells) do
    if (#cell.contents > 0) ~= (place == 1) then return false end
  end
  return #row.cells == columns
end

-- The rows as bodies of the table, each begun by the row that heads it, if one does.
local function by_group(body, columns)
  local groups = {}
  for _, row in ipairs(body.body) do
    local across = heads_rows(row, columns)
    if across or #groups == 0 then
      groups[#groups + 1] = { attr = body.attr, head = across and {} or body.head, body = {}, row_head_columns = 1 }
    end
    if across then
      row.cells[1].col_span = columns
      row.cells = { row.cells[1] }
    end
    mark({ row.cells[1] }, across and "rowgroup" or "row")
    table.insert(across and groups[#groups].head or groups[#groups].body, row)
  end
  return groups
end

function Table(tbl)
  local columns, bodies = #tbl.colspecs, pandoc.List({})
  if columns < 2 or not has_header(tbl) then return nil end
  for _, row in ipairs(tbl.head.rows) do mark(row.cells, "col") end
  for _, body in ipairs(tbl.bodies) do bodies:extend(by_group(body, columns)) end
  tbl.bodies = bodies
  return tbl
end
