//! `loa completions`: the shell finishes commands and options that are begun.

use clap::Args;
use clap_complete::Shell;

use super::help;

/// For which shell.
#[derive(Debug, Args)]
pub struct Completing {
    /// Tên vỏ lệnh / the shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// The script that a shell reads.
pub fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "loa", &mut script);
    script
}

#[cfg(test)]
mod tests {
    use clap::{Parser, ValueEnum};

    use super::*;
    use crate::cli::arguments::Arguments;

    #[test]
    fn every_shell_learns_every_command() {
        for shell in Shell::value_variants() {
            let script = String::from_utf8(script(*shell)).expect("letters");
            for command in help::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
        }
    }

    /// The lines of a command's help that show how it is typed.
    fn examples(command: &clap::Command) -> Vec<String> {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        help.lines()
            .map(str::trim)
            .filter(|line| line.starts_with("loa "))
            .map(str::to_owned)
            .collect()
    }

    /// What a shell makes of a line: what stands in quotes is one word.
    fn words(line: &str) -> Vec<&str> {
        let quoted = line.split('"').enumerate();
        quoted
            .flat_map(|(at, piece)| match at % 2 {
                0 => piece.split_whitespace().collect(),
                _ => vec![piece],
            })
            .collect()
    }

    fn hold(command: &clap::Command) {
        let mut below = command.get_subcommands().peekable();
        if command.get_name() == "help" {
            return;
        }
        if below.peek().is_none() {
            let examples = examples(command);
            assert!(!examples.is_empty(), "the help of `{}` has no example", command.get_name());
            for example in examples {
                Arguments::try_parse_from(words(&example))
                    .unwrap_or_else(|error| panic!("{example}: {error}"));
            }
        }
        below.for_each(hold);
    }

    #[test]
    fn the_help_of_every_command_has_examples_that_can_be_typed() {
        hold(&help::command());
    }
}
