//! Questions, one a line: they work with screen readers, old consoles and input methods alike.

use std::io::{BufRead, IsTerminal};

use super::report::Output;
use crate::{
    desk::text::tidy,
    diag::{Report, Reported, Sources, Text, Tongue},
    say,
};

/// Whoever answers, if anybody can.
pub struct Asker<'a> {
    /// Where questions are shown.
    pub out: &'a mut Output,
    tongue: Tongue,
    /// Whether anything was asked.
    pub asked: bool,
    there: bool,
}

/// There is nobody who answers, or nobody any more.
pub struct Unanswered;

impl<'a> Asker<'a> {
    /// Asks only on a terminal.
    pub fn new(out: &'a mut Output, tongue: Tongue) -> Self {
        let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        Self { out, tongue, asked: false, there }
    }

    /// Whether somebody can answer.
    pub fn is_there(&self) -> bool {
        self.there
    }

    /// What was given, or else an answer that `hold` accepts; an empty one stands for the default.
    ///
    /// # Errors
    /// When nobody answers: the missing option was reported.
    pub fn line(
        &mut self,
        report: &mut Report,
        given: Option<&str>,
        option: &str,
        question: Text,
        default: Option<&str>,
        hold: impl Fn(&mut Report, &str) -> Result<(), Reported>,
    ) -> Result<String, Unanswered> {
        if let Some(given) = given {
            return Ok(tidy(given));
        }
        if !self.there {
            report.error_with_help(
                "option-missing",
                None,
                say! { vi: "còn thiếu `{option}`", en: "`{option}` is missing" },
                say! { vi: "gõ thêm `{option}`; chạy trong cửa sổ dòng lệnh thì máy sẽ hỏi", en: "type `{option}` too; run on a terminal, the command asks" },
            );
            // The next missing option is reported in the same run.
            return Ok(default.unwrap_or_default().to_owned());
        }
        self.asked = true;
        loop {
            let shown = default.filter(|word| !word.is_empty());
            let shown = shown.map_or_else(String::new, |word| format!(" [{word}]"));
            self.out.text(&format!("{}{shown}", question.in_tongue(self.tongue)));
            let mut answer = Vec::new();
            match std::io::stdin().lock().read_until(b'\n', &mut answer) {
                Ok(0) | Err(_) => return Err(Unanswered),
                Ok(_) => {}
            }
            let mut answer = tidy(&String::from_utf8_lossy(&answer));
            if answer.is_empty() {
                default.unwrap_or_default().clone_into(&mut answer);
            }
            let mut said = Report::new();
            if hold(&mut said, &answer).is_ok() {
                return Ok(answer);
            }
            self.out.diagnostics(&said, &Sources::default(), self.tongue);
        }
    }

    /// Whether something shall be done; yes without a word.
    pub fn agrees(&mut self, question: Text) -> bool {
        self.out.text(question.in_tongue(self.tongue));
        let mut answer = String::new();
        matches!(std::io::stdin().read_line(&mut answer), Ok(read) if read > 0)
            && !matches!(
                answer.trim().to_lowercase().as_str(),
                "k" | "không" | "khong" | "n" | "no"
            )
    }
}

/// Accepts any answer.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others refuse")]
pub fn anything(_: &mut Report, _: &str) -> Result<(), Reported> {
    Ok(())
}

/// Accepts any answer but none.
pub fn something(report: &mut Report, answer: &str) -> Result<(), Reported> {
    if !answer.is_empty() {
        return Ok(());
    }
    Err(report.error_with_help(
        "option-missing",
        None,
        say! { vi: "chưa có câu trả lời", en: "there is no answer" },
        say! { vi: "gõ vài chữ rồi Enter; bấm Ctrl+C để thôi", en: "type a few words and Enter; press Ctrl+C to stop" },
    ))
}

/// Accepts one of some words.
pub fn one_of(report: &mut Report, answer: &str, known: &[&str]) -> Result<(), Reported> {
    if known.contains(&answer) {
        return Ok(());
    }
    let list = known.join(", ");
    Err(report.error_with_help(
        "field-choice",
        None,
        say! { vi: "`{answer}` không có trong các lựa chọn", en: "`{answer}` is not one of the choices" },
        say! { vi: "chọn một trong: {list}", en: "choose one of: {list}" },
    ))
}
