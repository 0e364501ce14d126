//! cargo for wasm32, then wasm-bindgen as a library.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use wasm_bindgen_cli_support::Bindgen;

use super::{ClientError, MODULES, failed, shorten::shorten, sources::Workspace};

/// What the client is compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// Builds every module into a folder of its name below `folder`, all or none.
pub(super) fn compile(workspace: &Workspace, folder: &Path, say: &dyn Fn(&str)) -> Result<(), ClientError> {
    ensure_target(say)?;
    let built = workspace.target.join(TARGET).join(PROFILE).join("wasm_app.wasm");
    // One folder per process: two builds at once must not write into each other's.
    let unfinished = folder.with_extension(format!("unfinished-{}", std::process::id()));
    for module in MODULES {
        run(cargo(workspace, module))?;
        bind(&built, &unfinished.join(module)).map_err(|error| ClientError::Bindgen(format!("{error:#}")))?;
    }
    match fs::rename(&unfinished, folder) {
        // Another build of the same sources was faster; its result is the same.
        Err(_) if folder.is_dir() => fs::remove_dir_all(&unfinished).map_err(|source| failed(&unfinished, source)),
        other => other.map_err(|source| failed(folder, source)),
    }
}

fn bind(module: &Path, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    Bindgen::new()
        .input_path(module)
        .out_name("client")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    let (glue, module) = (folder.join("client.js"), folder.join("client_bg.wasm"));
    if let Some((short_glue, short_module)) = shorten(&fs::read_to_string(&glue)?, &fs::read(&module)?) {
        fs::write(&glue, short_glue)?;
        fs::write(&module, short_module)?;
    }
    Ok(())
}

fn cargo(workspace: &Workspace, module: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "build",
            "--package",
            "wasm-app",
            "--lib",
            "--target",
            TARGET,
            "--profile",
            PROFILE,
        ])
        .args(["--no-default-features", "--features", module])
        .arg("--target-dir")
        .arg(&workspace.target)
        .current_dir(&workspace.root)
        // The same bytes on every machine: no path of this one may end in a panic message, and no flag of the caller
        // (a gate that denies warnings, say) may change the code.
        .env("CARGO_ENCODED_RUSTFLAGS", remapped_paths(workspace))
        .env_remove("RUSTFLAGS");
    if workspace.locked {
        cargo.arg("--locked");
    }
    cargo
}

fn remapped_paths(workspace: &Workspace) -> String {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    [(workspace.root.as_path(), "/portal"), (cargo_home.as_path(), "/cargo")]
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .join("\u{1f}")
}

fn ensure_target(say: &dyn Fn(&str)) -> Result<(), ClientError> {
    let mut question = Command::new("rustc");
    question.args(["--print", "target-libdir", "--target", TARGET]);
    let answer = question
        .output()
        .map_err(|error| program("rustc", &error.to_string()))?;
    if Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_dir() {
        return Ok(());
    }
    say("cài bộ dịch cho WebAssembly (rustup target add)");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]);
    run(rustup)
}

fn run(command: Command) -> Result<(), ClientError> {
    output(command).map(|_| ())
}

/// Runs a program and gives what it prints.
pub(super) fn output(mut command: Command) -> Result<Vec<u8>, ClientError> {
    let line = format!("{command:?}");
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| program(&line, &error.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let report = String::from_utf8_lossy(&output.stderr);
    Err(program(&line, &format!("{}\n{report}", output.status)))
}

fn program(line: &str, reason: &str) -> ClientError {
    ClientError::Program {
        program: line.to_owned(),
        reason: reason.to_owned(),
    }
}
