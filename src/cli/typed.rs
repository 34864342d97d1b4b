//! What was typed and cannot be understood, told like every other mistake.

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    diag::{Report, Reported, Text},
    say,
};

/// Tells what is wrong with the `words` after the name of the program.
pub fn tell(report: &mut Report, error: &Error, command: &Command, words: &[String]) {
    let of = Mistake { error, help: help_of(command, words) };
    match error.kind() {
        ErrorKind::InvalidSubcommand => of.unknown_command(report),
        ErrorKind::UnknownArgument => of.unknown(report),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => of.value(report),
        ErrorKind::MissingRequiredArgument => of.missing(report),
        ErrorKind::ArgumentConflict => of.twice(report),
        _ => of.unreadable(report),
    };
}

struct Mistake<'a> {
    error: &'a Error,
    /// The command that shows the help.
    help: String,
}

impl Mistake<'_> {
    fn one(&self, kind: ContextKind) -> &str {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text,
            Some(ContextValue::Strings(texts)) => texts.first().map_or("", String::as_str),
            _ => "",
        }
    }

    fn all(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            _ => String::new(),
        }
    }

    fn unknown_command(&self, report: &mut Report) -> Reported {
        let typed = self.one(ContextKind::InvalidSubcommand);
        let near = self.one(ContextKind::SuggestedSubcommand);
        let text = say! { vi: "không có lệnh `{typed}`", en: "there is no command `{typed}`" };
        let remedy = self.list(near, say! { vi: "lệnh", en: "commands" });
        report.error_with_help("command-unknown", None, text, remedy)
    }

    fn unknown(&self, report: &mut Report) -> Reported {
        let typed = self.one(ContextKind::InvalidArg);
        let near = self.one(ContextKind::SuggestedArg);
        let help = &self.help;
        let (text, remedy) = if typed.starts_with('-') {
            (
                say! { vi: "không có tùy chọn `{typed}`", en: "there is no option `{typed}`" },
                self.list(near, say! { vi: "tùy chọn", en: "options" }),
            )
        } else {
            (
                say! { vi: "chữ `{typed}` thừa ra", en: "the word `{typed}` is one too many" },
                say! { vi: "chữ có dấu cách đặt trong ngoặc kép: --title \"Bếp an toàn\"; gõ `{help}` để xem cách gõ", en: "words with spaces stand in quotes: --title \"Safe kitchen\"; `{help}` shows how it is typed" },
            )
        };
        report.error_with_help("option-unknown", None, text, remedy)
    }

    /// What may be meant, and what lists all the things of that kind.
    fn list(&self, near: &str, Text { vi, en }: Text) -> Text {
        let help = &self.help;
        if near.is_empty() {
            say! { vi: "gõ `{help}` để xem có những {vi} nào", en: "`{help}` shows the {en} there are" }
        } else {
            say! { vi: "có phải `{near}`? gõ `{help}` để xem có những {vi} nào", en: "did you mean `{near}`? `{help}` shows the {en} there are" }
        }
    }

    fn value(&self, report: &mut Report) -> Reported {
        let option = self.one(ContextKind::InvalidArg);
        let typed = self.one(ContextKind::InvalidValue);
        let choices = self.all(ContextKind::ValidValue);
        let name = option.split(' ').next().unwrap_or_default();
        let text = if typed.is_empty() {
            say! { vi: "sau `{name}` còn thiếu giá trị", en: "the value after `{name}` is missing" }
        } else {
            say! { vi: "`{name}` không nhận `{typed}`", en: "`{name}` does not take `{typed}`" }
        };
        let remedy = if !choices.is_empty() {
            say! { vi: "gõ một trong: {choices}", en: "type one of: {choices}" }
        } else if option.contains("<DATE>") {
            say! { vi: "gõ ngày theo năm-tháng-ngày, ví dụ {name} 2026-11-23", en: "type the day as year-month-day, for example {name} 2026-11-23" }
        } else if option.contains("<N>") {
            say! { vi: "gõ một số vừa phải, không có chữ, ví dụ {name} 2", en: "type a number that is not too large, for example {name} 2" }
        } else if option.contains(".xlsx") {
            say! { vi: "đặt tên tệp tận cùng bằng .xlsx, ví dụ places.xlsx", en: "give the file a name that ends in .xlsx, for example places.xlsx" }
        } else {
            let help = &self.help;
            say! { vi: "gõ `{option}`; `{help}` nói rõ hơn", en: "type `{option}`; `{help}` tells more" }
        };
        report.error_with_help("option-value", None, text, remedy)
    }

    fn missing(&self, report: &mut Report) -> Reported {
        let missing = self.all(ContextKind::InvalidArg);
        let help = &self.help;
        report.error_with_help("option-missing", None,
            say! { vi: "còn thiếu `{missing}`", en: "`{missing}` is missing" },
            say! { vi: "gõ thêm vào lệnh; `{help}` có ví dụ", en: "type it too; `{help}` has examples" },
        )
    }

    fn twice(&self, report: &mut Report) -> Reported {
        let option = self.one(ContextKind::InvalidArg);
        let name = option.split(' ').next().unwrap_or_default();
        report.error_with_help("option-value", None,
            say! { vi: "`{name}` có hai lần trong lệnh", en: "`{name}` stands twice in the command" },
            say! { vi: "giữ lại một lần", en: "keep it once" },
        )
    }

    fn unreadable(&self, report: &mut Report) -> Reported {
        let help = &self.help;
        report.error_with_help(
            "option-value",
            None,
            say! { vi: "không đọc được lệnh đã gõ", en: "the command cannot be read" },
            say! { vi: "gõ `{help}` để xem cách gõ", en: "`{help}` shows how it is typed" },
        )
    }
}

/// The help of the command that was begun.
fn help_of(command: &Command, words: &[String]) -> String {
    let mut at = command;
    let mut path = vec!["loa"];
    for word in words {
        if let Some(below) = at.find_subcommand(word) {
            path.push(below.get_name());
            at = below;
        }
    }
    path.push("--help");
    path.join(" ")
}
