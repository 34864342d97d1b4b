//! Builds a campaign through the library, as a program of one's own would.
//!
//! ```text
//! cargo run --example build -- CAMPAIGN OUTPUT
//! ```

use std::{env, path::Path, process::ExitCode, thread};

use loa::{
    diag::{Report, Sources, Stop, Tongue, terminal},
    model::Date,
    pipeline::{self, Request, Summary},
};

/// Builds the campaign in one folder into another, as of a day, and prints what is wrong with it.
///
/// # Errors
/// When the campaign has errors, or the machine failed. The old output is then as it was.
pub fn build(campaign: &Path, output: &Path, today: Date) -> Result<Summary, Stop> {
    let jobs = thread::available_parallelism().map_or(1, usize::from);
    let request = Request { jobs, ..Request::plain(campaign, output, today) };
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let progress = |what: &str, at: usize, of: usize| {
        if at == of {
            println!("{what}: {of}");
        }
    };
    let ended = pipeline::build(&mut report, &mut sources, &request, &progress);
    for diagnostic in report.diagnostics() {
        eprintln!("{}", terminal::render(diagnostic, &sources, Tongue::En, false));
    }
    ended
}

/// Builds what the command line names.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [campaign, output] = &*arguments else {
        eprintln!("build CAMPAIGN OUTPUT");
        return ExitCode::from(2);
    };
    match build(campaign.as_ref(), output.as_ref(), jiff::Zoned::now().date()) {
        Ok(summary) => {
            println!("{} pages, {} leaflets", summary.pages, summary.leaflets);
            ExitCode::SUCCESS
        }
        Err(Stop::Reported) => ExitCode::FAILURE,
        Err(Stop::Failed(failure)) => {
            eprintln!("{failure:?}");
            ExitCode::from(2)
        }
    }
}
