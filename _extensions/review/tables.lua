-- In a table with a header row the first column heads the rows; both ways of rendering mark the cells as such.

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

function Table(tbl)
  if FORMAT:match("^typst") then return nil end
  if #tbl.colspecs < 2 or not has_header(tbl) then return nil end
  for _, row in ipairs(tbl.head.rows) do mark(row.cells, "col") end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do mark({ row.cells[1] }, "row") end
  end
  return tbl
end
