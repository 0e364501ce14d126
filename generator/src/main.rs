//! The command `portal`: arguments, a command, an exit code.

use std::process::ExitCode;

/// A build asks for memory millions of times, from all threads.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    generator::command::run(std::env::args_os())
}
