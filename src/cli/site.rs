//! `loa build` and `loa check`: the whole campaign, made or looked over.

use std::{
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    agenda::Listed,
    arguments::{Building, Checking, Selecting, Shape},
    report::Output,
};
use crate::{
    diag::{Report, Sources, Stop, Tongue},
    pipeline::{self, Request, Summary},
};

/// Runs `loa build`.
pub fn build(out: &mut Output, root: &Path, options: &Building, tongue: Tongue) -> ExitCode {
    let started = Instant::now();
    let request = Request {
        out: options.out.clone().unwrap_or_else(|| root.join("dist")),
        sample: options.sample,
        zip: options.zip,
        press: options.press,
        verify: options.verify,
        ..selected(root, &options.selection)
    };
    let mut report = Report::new();
    let mut sources = Sources::default();
    if let Some(shape) = options.plan {
        return plan(out, &request, shape, tongue);
    }
    let bar = progress_bar();
    let progress = |what: &'static str, done: usize, all: usize| show(&bar, what, done, all);
    let ended = pipeline::build(&mut report, &mut sources, &request, &progress);
    bar.finish_and_clear();
    report.sort();
    out.diagnostics(&report, &sources, tongue);
    match sound(&report, ended) {
        Ok(summary) => {
            out.built(&summary, &request, started.elapsed(), tongue);
            ExitCode::SUCCESS
        }
        Err(Stop::Reported) => {
            out.refused(pipeline::errors(&report), true, tongue);
            // What was typed is wrong, whatever else is.
            let typed = ["out-is-campaign", "out-foreign", "file-kind"];
            let typed = report.diagnostics().iter().any(|found| typed.contains(&found.code));
            ExitCode::from(if typed { 2 } else { 1 })
        }
        Err(Stop::Failed(failure)) => {
            out.failed(&failure, tongue);
            ExitCode::from(2)
        }
    }
}

/// Runs `loa build --plan`.
fn plan(out: &mut Output, request: &Request, shape: Shape, tongue: Tongue) -> ExitCode {
    let mut report = Report::new();
    let mut sources = Sources::default();
    let ended =
        pipeline::plan(&mut report, &mut sources, request, &mut |job| out.planned(job, shape));
    report.sort();
    out.diagnostics(&report, &sources, tongue);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Reported) => {
            out.refused(pipeline::errors(&report), false, tongue);
            ExitCode::from(1)
        }
        Err(Stop::Failed(failure)) => {
            out.failed(&failure, tongue);
            ExitCode::from(2)
        }
    }
}

/// Runs `loa check`.
pub fn check(out: &mut Output, root: &Path, options: &Checking, tongue: Tongue) -> ExitCode {
    // What a plain build leaves out can be wrong too.
    let request = Request { sample: true, ..selected(root, &options.selection) };
    let mut report = Report::new();
    let mut sources = Sources::default();
    let ended = pipeline::check(&mut report, &mut sources, &request);
    if request.strict {
        report.make_strict();
    }
    report.sort();
    let for_people = options.report == Shape::Human;
    if for_people {
        out.diagnostics(&report, &sources, tongue);
    } else {
        out.json(&report, &sources, tongue);
    }
    match sound(&report, ended) {
        Ok(summary) => {
            if for_people {
                if options.list.contains(&Listed::Sentences) {
                    out.readings(&summary.readings, tongue);
                }
                out.lists(&report, &options.list, &sources, tongue);
                if options.links {
                    out.links(&summary.external, &sources, tongue);
                }
                out.checked(&report, &options.list, tongue);
            }
            ExitCode::SUCCESS
        }
        Err(Stop::Reported) => {
            if for_people {
                // Where nothing may be published, only what prevents it is reported.
                if report.diagnostics().iter().any(|found| found.code == "nothing-signed") {
                    out.lists(&report, &[Listed::Reviews], &sources, tongue);
                }
                out.refused(pipeline::errors(&report), false, tongue);
            }
            ExitCode::from(1)
        }
        Err(Stop::Failed(failure)) => {
            out.failed(&failure, tongue);
            ExitCode::from(2)
        }
    }
}

/// What was made, unless there are errors: a strict look finds some only when all is done.
fn sound(report: &Report, ended: Result<Summary, Stop>) -> Result<Summary, Stop> {
    ended.and_then(|summary| Ok(report.so_far().map(|()| summary)?))
}

fn selected(root: &Path, options: &Selecting) -> Request {
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
pub fn plain(root: &Path) -> Request {
    let plain = Request::plain(root, root.join("dist"), jiff::Zoned::now().date());
    Request { jobs: threads(), engine: engine(), ..plain }
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
