//! Builds, in this process or by the program.

use std::{
    path::Path,
    process::{Command, Output},
};

use loa::{
    diag::{Level, Report, Sources, Stop, Tongue, terminal},
    model::Date,
    pipeline::{self, Request, Summary},
};

use crate::disk::{self, Tree};

/// The day of every build.
pub const DAY: Date = Date::constant(2026, 11, 23);

/// The day it is meanwhile, which no text of the sample is ahead of.
const TODAY: Date = Date::constant(2026, 12, 31);

/// A plain build, with places that are made up: the small campaign has some.
pub fn request(root: &Path, out: &Path) -> Request {
    Request {
        as_of: Some(DAY),
        jobs: 2,
        engine: 1,
        sample: true,
        ..Request::plain(root, out, TODAY)
    }
}

/// Builds in this process. What the content has wrong is given as text.
pub fn build(request: &Request) -> Result<Summary, String> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    match pipeline::build(&mut report, &mut sources, request, &|_, _, _| {}) {
        Ok(summary) => Ok(summary),
        Err(Stop::Reported) => {
            let errors = report.diagnostics().iter().filter(|one| one.level == Level::Error);
            let said = errors.map(|one| terminal::render(one, &sources, Tongue::En, false));
            Err(said.collect::<Vec<_>>().join("\n"))
        }
        Err(Stop::Failed(failure)) => panic!("the machine failed: {failure:?}"),
    }
}

/// What the same build makes in a new folder.
pub fn clean(request: &Request) -> Result<Tree, String> {
    let out = tempfile::tempdir().expect("a folder");
    let request = Request { out: out.path().to_owned(), ..request.clone() };
    build(&request).map(|_| disk::output(out.path()))
}

/// The program, about to build what [`request`] does.
pub fn like_request(root: &Path, out: &Path) -> Command {
    let mut command = command(root, out);
    command.arg("--sample");
    command
}

/// The program, about to build.
pub fn command(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
    command.args(["build", "--as-of", "2026-11-23", "--root"]).arg(root).arg("--out").arg(out);
    command
}

/// Runs the program, which must build.
#[track_caller]
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}
