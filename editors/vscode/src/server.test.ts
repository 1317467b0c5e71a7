// The server that the extension starts: it answers, and shows the finding of a driver. The variable PCMLINT names the
// command, DRIVER a file with one PCM001; without them it is the command in PATH and a driver of the miniature tree.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection, DidOpenTextDocumentNotification, ExitNotification, InitializedNotification,
  InitializeRequest, PublishDiagnosticsNotification, PublishDiagnosticsParams, ShutdownRequest,
  StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { initializationOptions, serverCommand } from './server';

test('the server starts and finds what a driver lacks', { timeout: 120_000 }, async () => {
  const settings = { path: process.env.PCMLINT ?? '', cacheDir: '', noCache: true, jobs: 0, goLibrary: '', noLens: false };
  const { command, args } = serverCommand(settings);
  const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((resolve, reject) => {
    server.on('exit', resolve);
    server.on('error', reject);
  });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const driver = process.env.DRIVER ?? join(__dirname, '../../../testdata/src/minitree/sound/pci/egret.c');
  const uri = pathToFileURL(driver).toString();
  const published = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      if (params.uri === uri) {
        resolve(params);
      }
    });
  });
  connection.listen();

  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
    initializationOptions: initializationOptions(settings),
  });
  assert.equal(capabilities.hoverProvider, true);
  assert.equal(capabilities.positionEncoding, 'utf-16');
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'c', version: 1, text: readFileSync(driver, 'utf8') },
  });
  const { diagnostics } = await published;
  assert.deepEqual(diagnostics.map((d) => d.code), ['PCM001']);
  assert.ok((diagnostics[0].relatedInformation ?? []).length > 0);

  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  assert.equal(await exited, 0);
});
