//! The command line with its help in Vietnamese and English.
//!
//! What each command and option is for stands beside it in [`arguments`](super::arguments); the
//! words that clap adds of its own are replaced here.

use clap::{Arg, ArgAction, Command, CommandFactory, builder::PossibleValue};

use super::arguments::Arguments;

/// What every command has stands below what it alone has.
const LAST: usize = 1000;

const TEMPLATE: &str = "{about-with-newline}\nCách gõ / usage: {usage}\n\n{all-args}{after-help}";

/// Everything that can be typed.
pub fn command() -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .display_order(LAST + 1)
        .help("Phiên bản / the version");
    let command = Arguments::command().disable_version_flag(true).arg(version);
    let mut command = bilingual(command);
    // Only now has clap added commands of its own.
    command.build();
    laid_out(command)
}

fn laid_out(command: Command) -> Command {
    let command = match command.get_name() {
        "help" => command.about("Hướng dẫn của một lệnh / help on a command"),
        _ => command,
    };
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh / commands")
        .subcommand_value_name("LỆNH")
        .mut_subcommands(laid_out)
}

fn bilingual(command: Command) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .display_order(LAST)
        .help("Hướng dẫn này / this help");
    command.disable_help_flag(true).arg(help).mut_args(spelled_out).mut_subcommands(bilingual)
}

/// Says of an option what it is if it is not given, and what it may be.
fn spelled_out(arg: Arg) -> Arg {
    let heading =
        if arg.is_positional() { "Tham số / arguments" } else { "Tùy chọn / options" };
    let arg = arg.help_heading(heading);
    let arg = if arg.is_global_set() { arg.display_order(LAST) } else { arg };
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values = arg.get_possible_values();
    if !values.is_empty() {
        let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        help += &format!(" [{}]", values.join(", "));
    }
    let plain: Vec<_> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if plain.iter().any(|value| !value.is_empty()) {
        help += &format!(" [mặc định / default: {}]", plain.join(", "));
    }
    arg.help(help).hide_possible_values(true).hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(command: &mut Command) {
        let help = command.render_long_help().to_string();
        for english in
            ["Usage:", "Options:", "Commands:", "Arguments:", "Print ", "possible values"]
        {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
        for line in help.lines().filter(|line| line.contains("[default")) {
            assert!(line.contains('/'), "{line}");
        }
        command.get_subcommands_mut().for_each(hold);
    }

    #[test]
    fn no_word_of_help_is_in_english_alone() {
        hold(&mut command());
    }
}
