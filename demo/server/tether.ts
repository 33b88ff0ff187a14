// Loaded into each child by `--import`: when the demo is gone, however it went, the child goes too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel only carries that signal; by itself it must not keep the child alive.
process.channel?.unref();
