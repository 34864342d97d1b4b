//! The command line of Loa.

fn main() -> std::process::ExitCode {
    loa::cli::run()
}
