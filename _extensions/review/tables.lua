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
  local group = { attr = body.attr, head = body.head, body = {}, row_head_columns = 1 }
  local groups = { group }
  for _, row in ipairs(body.body) do
    local first = row.cells[1]
    if heads_rows(row, columns) then
      if #group.head + #group.body > 0 then
        group = { attr = body.attr, head = {}, body = {}, row_head_columns = 1 }
        table.insert(groups, group)
      end
      first.col_span = columns
      row.cells = { first }
      mark(row.cells, "rowgroup")
      table.insert(group.head, row)
    else
      mark({ first }, "row")
      table.insert(group.body, row)
    end
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
