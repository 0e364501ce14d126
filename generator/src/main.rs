//! The command `portal`: arguments, a command, an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    generator::command::run(std::env::args_os())
}
