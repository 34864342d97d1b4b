//! The figures Loa is held to, each as a ratio to a reference measured in the same run.
//! `benches/README.md` says how to run them and what was seen.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::unchecked_time_subtraction,
    reason = "a benchmark writes and reads its own campaigns, and counts in fractions"
)]

mod campaign;
mod child;
mod measure;
mod rows;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--child") {
        child::run(&arguments[at + 1..]);
        return ExitCode::SUCCESS;
    }
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let number = |name: &str, otherwise: usize| {
        value(name).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    };
    let missed = if has("--small") {
        rows::count()
    } else {
        rows::figures(number("--places", 1000), number("--rounds", 3), value("--in"))
    };
    if missed == 0 {
        println!("every figure holds");
        ExitCode::SUCCESS
    } else {
        println!("{missed} figures do not hold");
        ExitCode::FAILURE
    }
}
