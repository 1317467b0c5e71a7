package lsp

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// initialize agrees with the client on what both can do.
func (s *server) initialize(raw json.RawMessage) (any, error) {
	var p initializeParams
	if err := decode(raw, &p); err != nil {
		return nil, failure(jsonrpc2.InvalidParams, err.Error())
	}
	s.client = p.Capabilities
	if slices.Contains(p.Capabilities.General.PositionEncodings, utf8s) {
		s.enc = utf8s
	}
	if len(p.InitializationOptions) > 0 {
		if err := s.setSettings(p.InitializationOptions); err != nil {
			return nil, failure(jsonrpc2.InvalidParams, "initializationOptions: "+err.Error())
		}
		s.given = s.settings // what the client says later goes on top
	}
	switch {
	case len(p.WorkspaceFolders) > 0:
		for _, f := range p.WorkspaceFolders {
			s.addFolder(pathOf(documentURI(f.URI)))
		}
	case p.RootURI != "":
		s.addFolder(pathOf(documentURI(p.RootURI)))
	case filepath.IsAbs(p.RootPath):
		s.addFolder(p.RootPath)
	}
	if p.ProcessID != nil && *p.ProcessID > 0 {
		go s.watchParent(*p.ProcessID)
	}
	s.mu.Lock()
	s.phase = initialized
	s.mu.Unlock()
	return protocol.InitializeResult{
		Capabilities: protocol.ServerCapabilities{
			PositionEncoding: protocol.PositionEncodingKind(s.enc),
			TextDocumentSync: &protocol.TextDocumentSyncOptions{
				OpenClose: new(true),
				Change:    new(protocol.TextDocumentSyncKindIncremental),
				Save:      &protocol.SaveOptions{},
			},
			HoverProvider:          protocol.Boolean(true),
			DefinitionProvider:     protocol.Boolean(true),
			ReferencesProvider:     protocol.Boolean(true),
			CodeActionProvider:     &protocol.CodeActionOptions{CodeActionKinds: []protocol.CodeActionKind{protocol.CodeActionKindQuickFix}},
			CodeLensProvider:       &protocol.CodeLensOptions{},
			DocumentLinkProvider:   &protocol.DocumentLinkOptions{},
			ExecuteCommandProvider: protocol.ExecuteCommandOptions{Commands: []string{commandExplain, commandShow}},
			Workspace: &protocol.WorkspaceOptions{WorkspaceFolders: &protocol.WorkspaceFoldersServerCapabilities{
				Supported: new(true), ChangeNotifications: protocol.Boolean(true),
			}},
		},
		ServerInfo: protocol.ServerInfo{Name: "pcmlint", Version: protocol.NewOptional(s.version)},
	}, nil
}

// register asks for what can only be asked for once the client is ready, and begins to read the trees of the workspace.
func (s *server) register() {
	var rs []protocol.Registration
	if s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		rs = append(rs, protocol.Registration{ID: "files", Method: protocol.MethodWorkspaceDidChangeWatchedFiles,
			RegisterOptions: raw(protocol.DidChangeWatchedFilesRegistrationOptions{Watchers: []protocol.FileSystemWatcher{
				{GlobPattern: protocol.Pattern("**/*.{c,h}")}, {GlobPattern: protocol.Pattern("**/{Kbuild,Makefile}")},
				{GlobPattern: protocol.Pattern("**/" + config.Name)},
			}})})
	}
	if s.client.Workspace.DidChangeConfiguration.DynamicRegistration {
		rs = append(rs, protocol.Registration{ID: "settings", Method: protocol.MethodWorkspaceDidChangeConfiguration,
			RegisterOptions: raw(map[string]string{"section": "pcmlint"})})
	}
	if len(rs) > 0 {
		go func() {
			if _, err := s.conn.Call(s.ctx, protocol.MethodClientRegisterCapability, protocol.RegistrationParams{Registrations: rs}, nil); err != nil && s.ctx.Err() == nil {
				s.log.Printf("the client does not tell of changes: %v", err)
			}
		}()
	}
	s.mu.Lock()
	folders := make([]string, 0, len(s.folders))
	for f := range s.folders {
		folders = append(folders, f)
	}
	s.mu.Unlock()
	for _, f := range folders {
		s.warm(f)
	}
	if s.client.Workspace.Configuration {
		go s.pullSettings()
	}
}

func (s *server) addFolder(path string) {
	if path == "" {
		return
	}
	s.mu.Lock()
	s.folders[path] = true
	s.mu.Unlock()
}

// warm begins to read the kernel tree that a folder of the workspace belongs to, before a driver is opened.
func (s *server) warm(folder string) {
	if _, kernel := ktree.Find(folder); kernel {
		if sp, _ := s.treeOf(folder); sp != nil {
			sp.note(func() {})
		}
	}
}

func (s *server) foldersChanged(p protocol.DidChangeWorkspaceFoldersParams) error {
	for _, f := range p.Event.Removed {
		path := pathOf(documentURI(f.URI))
		s.mu.Lock()
		delete(s.folders, path)
		s.mu.Unlock()
	}
	for _, f := range p.Event.Added {
		path := pathOf(documentURI(f.URI))
		s.addFolder(path)
		if path != "" {
			s.warm(path)
		}
	}
	s.dropUnused(0)
	return nil
}

// dropUnused lets go of trees in which no document is open and that no folder of the workspace belongs to, but for some in
// which one was open last.
func (s *server) dropUnused(some int) {
	s.mu.Lock()
	used := map[*space]bool{}
	for _, d := range s.docs {
		used[d.space] = true
	}
	keep := map[string]bool{}
	for f := range s.folders {
		if root, kernel := ktree.Find(f); kernel {
			keep[root] = true
		}
	}
	var drop []*space
	for root, sp := range s.spaces {
		if !used[sp] && !keep[root] {
			drop = append(drop, sp)
		}
	}
	slices.SortFunc(drop, func(a, b *space) int { return b.used.Compare(a.used) })
	drop = drop[min(some, len(drop)):]
	maps.DeleteFunc(s.spaces, func(_ string, sp *space) bool { return slices.Contains(drop, sp) })
	s.mu.Unlock()
	for _, sp := range drop {
		sp.stop()
	}
}

// configured takes settings that the client sends with the message; one that wants to be asked is asked.
func (s *server) configured(p struct {
	Settings json.RawMessage `json:"settings"`
}) error {
	if s.client.Workspace.Configuration {
		go s.pullSettings()
		return nil
	}
	var section struct {
		Pcmlint json.RawMessage `json:"pcmlint"`
	}
	if len(p.Settings) == 0 || string(p.Settings) == "null" {
		return nil
	}
	if err := json.Unmarshal(p.Settings, &section); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if len(section.Pcmlint) > 0 {
		return s.setSettings(section.Pcmlint)
	}
	return nil
}

// pullSettings asks the client for the section of pcmlint.
func (s *server) pullSettings() {
	var out []json.RawMessage
	params := protocol.ConfigurationParams{Items: []protocol.ConfigurationItem{{Section: new("pcmlint")}}}
	if _, err := s.conn.Call(s.ctx, protocol.MethodWorkspaceConfiguration, params, &out); err != nil {
		if s.ctx.Err() == nil {
			s.log.Printf("the client does not tell its settings: %v", err)
		}
		return
	}
	if len(out) == 1 {
		if err := s.setSettings(out[0]); err != nil {
			s.complain("settings: %v", err)
		}
	}
}

// setSettings takes new settings over those of the command line. What was read under others is read again.
func (s *server) setSettings(raw json.RawMessage) error {
	s.mu.Lock()
	next := s.given
	if err := json.Unmarshal(raw, &next); err != nil {
		s.mu.Unlock()
		return err
	}
	was := s.settings
	s.settings = next
	s.mu.Unlock()
	if was != next {
		s.reload()
	}
	return nil
}

// reload makes everything be read anew.
func (s *server) reload() {
	s.mu.Lock()
	spaces := make([]*space, 0, len(s.spaces))
	for _, sp := range s.spaces {
		spaces = append(spaces, sp)
	}
	s.mu.Unlock()
	for _, sp := range spaces {
		sp.note(func() { sp.todo.reload = true })
	}
}

// filesChanged hears of changes on disk.
func (s *server) filesChanged(p protocol.DidChangeWatchedFilesParams) error {
	for _, c := range p.Changes {
		path := pathOf(c.URI)
		if path == "" {
			continue
		}
		if configures(path) {
			s.reload()
			continue
		}
		s.mu.Lock()
		var hit *space
		var file string
		for _, sp := range s.spaces {
			if rel, err := filepath.Rel(sp.seen, path); err == nil && filepath.IsLocal(rel) && (hit == nil || len(sp.root) > len(hit.root)) {
				hit, file = sp, filepath.ToSlash(rel)
			}
		}
		s.mu.Unlock()
		if hit != nil {
			hit.onDisk(file)
		}
	}
	return nil
}

// progress is how far something has come.
func progress(token string, value any) protocol.ProgressParams {
	return protocol.ProgressParams{Token: protocol.String(token), Value: raw(value)}
}

// beginProgress shows that something takes its time. The function that it returns takes how far it has come, and a
// total of less than nothing to end it. The user may stop it, which calls stop.
func (s *server) beginProgress(title string, stop func()) (report func(stage string, done, total int), end func(text string)) {
	if !s.client.Window.WorkDoneProgress {
		return func(string, int, int) {}, func(string) {}
	}
	s.mu.Lock()
	s.lastID++
	token := fmt.Sprintf("pcmlint/%d", s.lastID)
	s.tokens[token] = stop
	s.mu.Unlock()
	// The answer is not waited for: a client that does not answer must not keep the analysis from beginning.
	created := make(chan struct{})
	go func() {
		defer close(created)
		if _, err := s.conn.Call(s.ctx, protocol.MethodWindowWorkDoneProgressCreate, protocol.WorkDoneProgressCreateParams{Token: protocol.String(token)}, nil); err != nil {
			return
		}
		s.notify(protocol.MethodProgress, progress(token, protocol.WorkDoneProgressBegin{Kind: "begin", Title: title, Cancellable: new(true)}))
	}()
	var last time.Time
	report = func(stage string, done, total int) {
		s.mu.Lock()
		_, open := s.tokens[token]
		soon := time.Since(last) < 100*time.Millisecond
		if !soon {
			last = time.Now()
		}
		s.mu.Unlock()
		select {
		case <-created:
		default:
			return
		}
		if soon || !open {
			return
		}
		v := protocol.WorkDoneProgressReport{Kind: "report", Cancellable: new(true), Message: &stage}
		if total > 0 {
			v.Percentage = new(uint32(100 * done / total))
			v.Message = new(fmt.Sprintf("%s %d/%d", stage, done, total))
		}
		s.notify(protocol.MethodProgress, progress(token, v))
	}
	end = func(text string) {
		s.mu.Lock()
		delete(s.tokens, token)
		s.mu.Unlock()
		go func() {
			<-created
			s.notify(protocol.MethodProgress, progress(token, protocol.WorkDoneProgressEnd{Kind: "end", Message: &text}))
		}()
	}
	return report, end
}

func (s *server) stopProgress(token string) {
	s.mu.Lock()
	stop := s.tokens[token]
	s.mu.Unlock()
	if stop != nil {
		stop()
	}
}
