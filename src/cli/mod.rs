//! Arguments, exit codes, progress and the report. Only this module talks and reads the clock.
//!
//! Exit codes: 0 built, 1 the content has errors, 2 the command or the machine failed.

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
mod status;
mod typed;
mod word;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::FromArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use xxhash_rust::xxh3::xxh3_64;

use arguments::{Arguments, Command};

use crate::{
    build::{self, Request},
    diag::{Report, Sources, Stop, Tongue},
    say,
};

/// Runs the command line.
pub fn run() -> ExitCode {
    let started = Instant::now();
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
    if let Command::Completions(asked) = &arguments.command {
        return out.script(&completions::script(asked.shell));
    }
    if let Command::Check(options) = &arguments.command
        && let Some(code) = &options.explain
    {
        return out.explained(code, tongue);
    }
    if let Command::New(what) = &arguments.command
        && let Some(folder) = new::folder(what, arguments.root.as_deref())
    {
        return new::run(&mut out, &folder, what, tongue);
    }
    let Some(root) = root.filter(|root| root.join("campaign.yaml").is_file()) else {
        let text = say! {
            vi: "không thấy campaign.yaml ở thư mục này hay thư mục phía trên; vào thư mục chiến dịch, hoặc thêm `--root THƯ-MỤC`",
            en: "there is no campaign.yaml here or above; go to the campaign's folder, or add `--root FOLDER`"
        };
        out.error(text.in_tongue(tongue));
        return ExitCode::from(2);
    };
    if let Command::New(what) = &arguments.command {
        return new::run(&mut out, &root, what, tongue);
    }
    if let Command::Export(what) = &arguments.command {
        return export::run(&mut out, &root, what, tongue);
    }
    if let Command::Import(what) = &arguments.command {
        return import::run(&mut out, &root, what, tongue);
    }
    if let Command::Serve(what) = &arguments.command {
        return serve::run(out, &root, what, tongue);
    }
    if let Command::Status(what) = &arguments.command {
        return status::run(&mut out, &root, what, tongue);
    }
    let mut sources = Sources::default();
    let mut found = Report::new();
    let (ended, json, built) = match &arguments.command {
        Command::Build(options) => {
            let request = Request {
                out: options.out.clone().unwrap_or_else(|| root.join("dist")),
                sample: options.sample,
                zip: options.zip,
                press: options.press,
                verify: options.verify,
                ..request(&root, &options.selection)
            };
            let bar = progress_bar();
            let progress =
                |what: &'static str, done: usize, all: usize| show(&bar, what, done, all);
            let ended = build::build(&mut found, &mut sources, &request, &progress);
            bar.finish_and_clear();
            (ended, false, Some(request))
        }
        Command::Check(options) => {
            // What a plain build leaves out can be wrong too.
            let request = Request { sample: true, ..request(&root, &options.selection) };
            let ended = build::check(&mut found, &mut sources, &request);
            if request.strict {
                found.make_strict();
            }
            (ended, options.report == arguments::Shape::Json, None)
        }
        Command::New(_)
        | Command::Serve(_)
        | Command::Status(_)
        | Command::Export(_)
        | Command::Import(_)
        | Command::Completions(_) => return ExitCode::SUCCESS,
    };
    found.sort();
    if json {
        out.json(&found, &sources, tongue);
    } else {
        out.diagnostics(&found, &sources, tongue);
    }
    // `check --strict` finds errors only when all is done.
    let ended = ended.and_then(|summary| Ok(found.so_far().map(|()| summary)?));
    match ended {
        Ok(summary) => {
            match built {
                Some(request) => out.built(&summary, &request, started.elapsed(), tongue),
                None if json => {}
                None => {
                    out.readings(&summary.readings, tongue);
                    out.awaiting(&found, &sources, tongue);
                    if matches!(&arguments.command, Command::Check(options) if options.links) {
                        out.links(&summary.external, &sources, tongue);
                    }
                    out.checked(&summary, tongue);
                }
            }
            ExitCode::SUCCESS
        }
        Err(Stop::Reported) => {
            if !json {
                out.refused(build::errors(&found), built.is_some(), tongue);
            }
            ExitCode::from(1)
        }
        Err(Stop::Failed(failure)) => {
            out.failed(&failure, tongue);
            ExitCode::from(2)
        }
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
        // A glance before anything is loaded, so that even a broken file is told in its language.
        #[expect(
            clippy::disallowed_methods,
            reason = "messages need a language before the campaign is read"
        )]
        let text = std::fs::read_to_string(root?.join("campaign.yaml")).ok()?;
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

fn request(root: &Path, options: &arguments::Selecting) -> Request {
    Request {
        as_of: options.as_of,
        places: options.place.clone(),
        langs: options.lang.clone(),
        formats: options.format.clone(),
        unreviewed: options.unreviewed,
        strict: options.strict,
        jobs: options.jobs.unwrap_or_else(threads),
        ..plain(root)
    }
}

/// A request for everything that a plain build makes, in its plain folder.
fn plain(root: &Path) -> Request {
    Request {
        root: root.to_owned(),
        out: root.join("dist"),
        as_of: None,
        today: jiff::Zoned::now().date(),
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: false,
        unreviewed: false,
        zip: false,
        press: false,
        strict: false,
        verify: false,
        jobs: threads(),
        engine: engine(),
    }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Tells one program from another, so that a new version repeats nothing an old one said.
fn engine() -> u64 {
    let this = std::env::current_exe().ok().and_then(|path| path.metadata().ok());
    let this = this.map(|meta| (meta.len(), meta.modified().ok()));
    xxh3_64(format!("{} {this:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

fn progress_bar() -> ProgressBar {
    // Hidden by itself where there is no terminal.
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{prefix:>6} [{bar:30}] {pos}/{len} {eta}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn show(bar: &ProgressBar, what: &'static str, done: usize, all: usize) {
    bar.set_prefix(what);
    bar.set_length(all as u64);
    bar.set_position(done as u64);
}
