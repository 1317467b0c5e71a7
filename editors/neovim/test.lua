-- What a driver's author does, in a headless Neovim: run by .ci/steps/40-editors, which sets
--   PCMLINT  the command
--   FAULTY   a driver with a finding that the quick fix mends
--   SOURCE   a driver's file that assigns card->sync_irq
--   TABLE    another file of that driver, with the ops table
-- Nothing is saved.
local patience = 120000 -- ms

local function say(...)
  io.stdout:write(string.format(...) .. '\n')
end

local function die(...)
  io.stderr:write('neovim: ' .. string.format(...) .. '\n')
  vim.cmd('cquit 1')
end

local function name(buffer)
  return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':t')
end

-- rules lists the findings of a buffer as "line:rule".
local function rules(buffer)
  local out = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    local code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
    table.insert(out, string.format('%d:%s', d.lnum + 1, code))
  end
  table.sort(out)
  return table.concat(out, ' ')
end

local function await(buffer, what, condition)
  if not vim.wait(patience, function() return condition(rules(buffer)) end, 20) then
    die('%s: %s did not come; there is: %s', name(buffer), what, rules(buffer))
  end
  say('%s: %s: [%s]', name(buffer), what, rules(buffer))
end

local function some(text) return text ~= '' end
local function none(text) return text == '' end

local function open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  return vim.api.nvim_get_current_buf()
end

-- lineOf finds a line of a buffer by a pattern, from 0.
local function line_of(buffer, pattern)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find(pattern) then
      return i - 1, line
    end
  end
  die('%s has no line like %s', name(buffer), pattern)
end

vim.cmd('filetype on')
vim.o.hidden = true
vim.o.swapfile = false
require('pcmlint').setup({ cmd = { vim.env.PCMLINT, 'lsp' } })

-- The saved text.
local faulty = open(vim.env.FAULTY)
await(faulty, 'findings of the saved text', some)
io.stdout:write(vim.diagnostic.get(faulty)[1].message:match('^[^\n]*') .. '\n')

-- An edit in one buffer makes a finding appear in another, and taking it back clears it.
local tables = open(vim.env.TABLE)
local source = open(vim.env.SOURCE)
vim.lsp.buf_request_sync(source, 'textDocument/codeLens', { textDocument = vim.lsp.util.make_text_document_params(source) }, patience)
if some(rules(tables)) then
  die('%s has findings before the edit: %s', name(tables), rules(tables))
end
local at, line = line_of(source, 'card%->sync_irq = ')
vim.api.nvim_buf_set_lines(source, at, at + 1, false, {})
await(tables, 'after "' .. vim.trim(line) .. '" was deleted in ' .. name(source), some)
vim.cmd('silent undo')
await(tables, 'after undo', none)

-- What one sees on the table's name.
local where = vim.diagnostic.get(faulty)[1]
vim.cmd('buffer ' .. faulty)
vim.api.nvim_win_set_cursor(0, { where.lnum + 1, where.col })
for client, answer in pairs(vim.lsp.buf_request_sync(faulty, 'textDocument/hover', vim.lsp.util.make_position_params(), patience) or {}) do
  if not answer.result then
    die('%s: no hover from client %d', name(faulty), client)
  end
  say('hover: %s', answer.result.contents.value:match('^[^\n]*'))
end

-- The quick fix, chosen from the menu that Neovim shows.
vim.ui.select = function(items, options, choose)
  for i, item in ipairs(items) do
    local title = options.format_item and options.format_item(item) or tostring(item)
    say('action: %s', title)
    if i == 1 then
      choose(item, i)
    end
  end
end
vim.lsp.buf.code_action()
await(faulty, 'after the first action', none)

-- The client's own log has what went wrong on the way.
local log = io.open(vim.lsp.get_log_path())
if log then
  for entry in log:lines() do
    if entry:find('%[ERROR%]') then
      die('the log of the client says: %s', entry)
    end
  end
end
say('neovim: done')
vim.cmd('qall!')
