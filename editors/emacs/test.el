;;; test.el --- Emacs shows the findings of a driver  -*- lexical-binding: t -*-

;; Run by .ci/steps/40-editors, which sets PCMLINT, the command, and FAULTY, a driver with findings. Prints each finding
;; as line:rule, in order, on one line that begins with "emacs: ".

;;; Code:

(load (expand-file-name "pcmlint.el" (file-name-directory load-file-name)))

(setq eglot-server-programs `((c-mode . (,(getenv "PCMLINT") "lsp")))
      eglot-sync-connect 60
      eglot-autoshutdown t
      vc-handled-backends nil
      project-find-functions (list #'pcmlint-project))

(defun pcmlint-test-findings ()
  "The diagnostics of the buffer as text."
  (mapconcat
   (lambda (d)
     (format "%d:%s" (line-number-at-pos (flymake-diagnostic-beg d))
             (let ((text (flymake-diagnostic-text d)))
               (if (string-match "PCM[0-9]+" text) (match-string 0 text) text))))
   (sort (flymake-diagnostics)
         (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))
   " "))

(find-file-read-only (getenv "FAULTY"))
(unless (derived-mode-p 'c-mode) (c-mode))
(eglot-ensure)
(run-hooks 'post-command-hook)          ; eglot-ensure waits for it
(let ((limit (+ (float-time) 120)))
  (while (and (null (flymake-diagnostics)) (< (float-time) limit))
    (accept-process-output nil 0.1)
    (when (and (bound-and-true-p flymake-mode) (eglot-managed-p))
      (flymake-start))))
(princ (format "emacs: %s\n" (pcmlint-test-findings)))
(when (eglot-current-server) (eglot-shutdown (eglot-current-server)))
(kill-emacs 0)

;;; test.el ends here
