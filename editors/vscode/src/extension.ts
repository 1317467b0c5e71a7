import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { documentSelector, initializationOptions, serverCommand, Settings } from './server';

let client: LanguageClient | undefined;

function settings(): Settings {
  const section = vscode.workspace.getConfiguration('pcmlint');
  return {
    path: section.get('path', 'pcmlint'),
    cacheDir: section.get('cacheDir', ''),
    noCache: section.get('noCache', false),
    jobs: section.get('jobs', 0),
    goLibrary: section.get('goLibrary', ''),
    noLens: section.get('noLens', false),
  };
}

async function start(): Promise<void> {
  const now = settings();
  client = new LanguageClient('pcmlint', 'pcmlint', serverCommand(now), {
    documentSelector,
    initializationOptions: initializationOptions(now),
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `Cannot start "${serverCommand(now).command} lsp": ${error}. Install pcmlint, or name it in the setting pcmlint.path.`);
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.stop();
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(vscode.commands.registerCommand('pcmlint.restart', async () => {
    await stop();
    await start();
  }));
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
