;;; pcmlint.el --- PCM drivers checked while they are typed  -*- lexical-binding: t -*-

;; With eglot (part of Emacs 29; a package before): (load "…/editors/emacs/pcmlint.el"), then M-x eglot in a driver, or
;; (add-hook 'c-mode-hook #'eglot-ensure).  Go is left to gopls; docs/editors.md says how to have pcmlint there instead.

;;; Code:

(require 'eglot)
(require 'project)

(add-to-list 'eglot-server-programs
             '((c-mode c-ts-mode) . ("pcmlint" "lsp")))

(defun pcmlint-project (dir)
  "The kernel tree that DIR is in, for `project-find-functions'."
  (let ((root (locate-dominating-file dir "include/sound/pcm.h")))
    (and root (cons 'transient (expand-file-name root)))))

(add-hook 'project-find-functions #'pcmlint-project)

(provide 'pcmlint)
;;; pcmlint.el ends here
