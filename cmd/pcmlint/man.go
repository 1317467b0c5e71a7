package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand makes manual pages from the commands themselves. It is for packagers, so help does not list it.
func (a *app) manCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:    "man",
		Short:  "Write the manual page of pcmlint, or with --dir those of all its commands",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			header := doc.GenManHeader{Title: "PCMLINT", Section: "1", Source: "pcmlint " + version(), Manual: "pcmlint"}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			if dir == "" {
				return doc.GenMan(root, &header, a.stdout)
			}
			if err := doc.GenManTree(root, &header, dir); err != nil {
				return fmt.Errorf("cannot write manual pages into %s: %w", dir, err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "", "write one page per command into `DIR`, which must exist")
	return cmd
}
