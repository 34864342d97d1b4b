//! Arguments, exit codes, progress and the report. Only this module talks and reads the clock.
//!
//! Exit codes: 0 built, 1 the content has errors, 2 the command or the machine failed.

mod agenda;
mod arguments;
mod ask;
mod completions;
mod export;
mod grouped;
mod help;
mod import;
mod new;
mod report;
mod serve;
mod sign;
mod site;
mod start;
mod status;
mod typed;
mod word;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use clap::FromArgMatches;

use arguments::{Arguments, Checking, Command};

use crate::{
    diag::{Report, Sources, Tongue},
    foreign, load, say,
};

/// Settings that are larger are no settings, which whoever reads them reports.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Runs the command line.
pub fn run() -> ExitCode {
    let alone = std::env::args_os().len() < 2;
    let command = if alone { started } else { command };
    let runs = thread::Builder::new().stack_size(foreign::STACK).spawn(command);
    let ended = match runs.map(thread::JoinHandle::join) {
        Ok(ended) => ended,
        // There is no room for a thread, so the first one must do.
        Err(_) => Ok(command()),
    };
    if alone && !ended.as_ref().is_ok_and(|code| *code == ExitCode::SUCCESS) {
        start::keep_window(&mut report::Output::new(), tongue(None, None));
    }
    ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What the program does without a command.
fn started() -> ExitCode {
    let here = std::env::current_dir().ok().and_then(|here| find_campaign(&here));
    let root = here.or_else(start::beside);
    let tongue = tongue(None, root.as_deref());
    start::run(report::Output::new(), root, tongue)
}

fn command() -> ExitCode {
    let mut out = report::Output::new();
    let command = help::command();
    let typed = command.clone().try_get_matches();
    let arguments = match typed.and_then(|typed| Arguments::from_arg_matches(&typed)) {
        Ok(arguments) => arguments,
        Err(error) => return misunderstood(&mut out, &error, &command),
    };
    let root = match &arguments.root {
        Some(root) => Some(root.clone()),
        None => std::env::current_dir().ok().and_then(|here| find_campaign(&here)),
    };
    let tongue = tongue(arguments.messages.as_deref(), root.as_deref());
    match &arguments.command {
        Command::Completions(asked) => return out.script(&completions::script(asked.shell)),
        Command::Check(Checking { explain: Some(code), .. }) => return out.explained(code, tongue),
        Command::New(what) => {
            if let Some(folder) = new::folder(what, arguments.root.as_deref()) {
                return new::run(&mut out, &folder, what, tongue);
            }
        }
        _ => {}
    }
    let asked = root.clone().or_else(|| std::env::current_dir().ok());
    let Some(root) = root.filter(|root| root.join("campaign.yaml").is_file()) else {
        let text = match asked.and_then(|folder| load::settings_in(&folder)) {
            Some(name) => say! {
                vi: "không thấy campaign.yaml, mà có `{name}`: đổi tên thành `campaign.yaml`, đúng từng chữ",
                en: "there is no campaign.yaml, but there is `{name}`: rename it to `campaign.yaml`, letter by letter"
            },
            None => say! {
                vi: "không thấy campaign.yaml ở thư mục này hay thư mục phía trên; vào thư mục chiến dịch, hoặc thêm `--root THƯ-MỤC`",
                en: "there is no campaign.yaml here or above; go to the campaign's folder, or add `--root FOLDER`"
            },
        };
        out.error(text.in_tongue(tongue));
        return ExitCode::from(2);
    };
    match &arguments.command {
        Command::Build(options) => site::build(&mut out, &root, options, tongue),
        Command::Check(options) => site::check(&mut out, &root, options, tongue),
        Command::New(what) => new::run(&mut out, &root, what, tongue),
        Command::Serve(what) => serve::run(out, &root, what, tongue),
        Command::Sign(what) => sign::run(&mut out, &root, what, tongue),
        Command::Status(what) => status::run(&mut out, &root, what, tongue),
        Command::Export(what) => export::run(&mut out, &root, what, tongue),
        Command::Import(what) => import::run(&mut out, &root, what, tongue),
        // They need no campaign.
        Command::Completions(_) => ExitCode::SUCCESS,
    }
}

/// Shows the help that was asked for, or says what is wrong with what was typed.
fn misunderstood(
    out: &mut report::Output,
    error: &clap::Error,
    command: &clap::Command,
) -> ExitCode {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion,
    };
    if matches!(
        error.kind(),
        DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand | DisplayVersion
    ) {
        // A closed pipe is nobody's mistake.
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.collect();
    let after = |option: &str| {
        words
            .iter()
            .zip(words.iter().skip(1))
            .find(|(word, _)| *word == option)
            .map(|(_, next)| next)
    };
    let named = after("--messages").map(String::as_str);
    let named = named.or_else(|| words.iter().find_map(|word| word.strip_prefix("--messages=")));
    let root = after("--root")
        .map(PathBuf::from)
        .or_else(|| std::env::current_dir().ok().and_then(|here| find_campaign(&here)));
    let mut found = Report::new();
    typed::tell(&mut found, error, command, &words);
    out.diagnostics(&found, &Sources::default(), tongue(named, root.as_deref()));
    ExitCode::from(2)
}

/// `campaign.yaml` is looked for in a folder and above.
fn find_campaign(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join("campaign.yaml").is_file()).map(Path::to_owned)
}

/// The language of messages: `--messages`, else `LOA_MESSAGES`, else the campaign's first
/// language, else Vietnamese.
fn tongue(named: Option<&str>, root: Option<&Path>) -> Tongue {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one setting that comes from the environment"
    )]
    let named = named.map(str::to_owned).or_else(|| std::env::var("LOA_MESSAGES").ok());
    let named = named.or_else(|| {
        // A glance before anything is loaded, so that even a broken file is reported in its language.
        let file = std::fs::File::open(root?.join("campaign.yaml")).ok()?;
        let bytes = foreign::whole(&file, LARGEST).ok()??;
        let text = String::from_utf8(bytes).ok()?;
        let after = text.split_once("languages:")?.1;
        let code = after.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let code = code.strip_prefix("code:").unwrap_or(code);
        Some(code.trim_start().chars().take(2).collect())
    });
    match named.as_deref() {
        Some("en") => Tongue::En,
        _ => Tongue::Vi,
    }
}
