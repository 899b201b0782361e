-- Run in Neovim with a document open: leaves with an error where something does not come.
vim.bo.filetype = "yaml"
local came = vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local found = vim.diagnostic.get(0)
if not came or not vim.inspect(found):find("single%-point%-of%-failure") then
  print("no findings: " .. vim.inspect(found))
  vim.cmd("cquit 1")
end
vim.api.nvim_win_set_cursor(0, { 3, 17 })
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 10000)
if not vim.inspect(answers):find("container") then
  print("no hover: " .. vim.inspect(answers))
  vim.cmd("cquit 1")
end
-- The next document is the same server's.
vim.cmd("edit other.yaml")
vim.bo.filetype = "yaml"
local servers = #vim.lsp.get_active_clients()
local attached = vim.tbl_count(vim.lsp.buf_get_clients(0))
if servers ~= 1 or attached ~= 1 then
  print("servers: " .. servers .. ", of this document: " .. attached)
  vim.cmd("cquit 1")
end
print("Neovim: good\n")
vim.cmd("qall!")
