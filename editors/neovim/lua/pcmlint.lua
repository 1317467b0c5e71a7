-- pcmlint in Neovim 0.7 to 0.10: require('pcmlint').setup() in init.lua. Newer ones need only lsp/pcmlint.lua.
local M = {}

local clients = {} -- by root

-- root is the kernel tree that a file is in, or else its folder.
function M.root(file)
  local dir = vim.fn.fnamemodify(file, ':p:h')
  local up = dir
  while true do
    if vim.fn.filereadable(up .. '/include/sound/pcm.h') == 1 and vim.fn.filereadable(up .. '/Makefile') == 1 then
      return up
    end
    local parent = vim.fn.fnamemodify(up, ':h')
    if parent == up then
      return dir
    end
    up = parent
  end
end

-- attach gives a buffer to the server of its tree, which is started for the first one.
function M.attach(buffer, options)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == '' then
    return
  end
  local root = M.root(file)
  local client = clients[root]
  if not client or vim.lsp.client_is_stopped(client) then
    client = vim.lsp.start_client(vim.tbl_extend('force', {
      name = 'pcmlint',
      cmd = { 'pcmlint', 'lsp' },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    }, options or {}))
    clients[root] = client
  end
  if client then
    vim.lsp.buf_attach_client(buffer, client)
  end
  return client
end

-- setup starts pcmlint for every C and Go file. Options are those of vim.lsp.start_client().
function M.setup(options)
  vim.api.nvim_create_autocmd('FileType', {
    pattern = { 'c', 'go' },
    callback = function(event)
      M.attach(event.buf, options)
    end,
  })
end

return M
