-- For Neovim 0.11 and newer: with this folder's parent in 'runtimepath', vim.lsp.enable('pcmlint') is all.
return {
  cmd = { 'pcmlint', 'lsp' },
  filetypes = { 'c', 'go' },
  root_dir = function(buffer, on_dir)
    on_dir(require('pcmlint').root(vim.api.nvim_buf_get_name(buffer)))
  end,
}
