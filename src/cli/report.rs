//! What is shown: diagnostics on the error stream, results on the other.

use std::{collections::BTreeMap, io::Write, process::ExitCode, time::Duration};

use anstream::{AutoStream, ColorChoice};

use super::{
    agenda::{self, Listed},
    arguments::Shape,
    grouped,
};
use crate::{
    check::Reading,
    diag::{
        Failure, Level, Report, Shown, Sources, Span, Stop, Text, Tongue, explain::explain,
        terminal,
    },
    model::{
        Address, Lang,
        address::{self, Top},
    },
    pipeline::{Request, Summary},
    plan::Job,
    say,
};

/// A number of things in English: `1 page`, `2 pages`.
pub fn counted(number: impl ToString, thing: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// What a summary says of what is missing and what is doubtful, in English.
fn gaps_and_warnings(summary: &Summary) -> (String, String) {
    (counted(summary.gaps, "gap"), counted(summary.warnings, "warning"))
}

/// The two streams of the terminal. A closed pipe is nobody's mistake, so writing never fails.
pub struct Output {
    errors: AutoStream<std::io::Stderr>,
    results: AutoStream<std::io::Stdout>,
    colour: bool,
}

impl Output {
    /// Finds out whether there is colour.
    pub fn new() -> Self {
        let errors = AutoStream::auto(std::io::stderr());
        let colour = errors.current_choice() != ColorChoice::Never;
        Self { errors, results: AutoStream::auto(std::io::stdout()), colour }
    }

    /// Errors and warnings in full. Gaps and reviews are many: their number stands in the
    /// closing lines, and `check --list` has a line for each. More than a few stand under the names of
    /// their files, and are counted by kind at the end.
    pub fn diagnostics(&mut self, report: &Report, sources: &Sources, tongue: Tongue) {
        let told =
            |found: &Shown<'_>| matches!(found.diagnostic.level, Level::Error | Level::Warning);
        let found: Vec<Shown<'_>> = report.shown().into_iter().filter(told).collect();
        let many = found.len() > grouped::FEW;
        let files = if many {
            grouped::by_file(&found, sources, tongue)
        } else {
            vec![(None, found.clone())]
        };
        for (head, shown) in files {
            if let Some(head) = head {
                let _ = writeln!(self.errors, "{head}\n");
            }
            for found in shown {
                let text = terminal::render(found.diagnostic, sources, tongue, self.colour);
                let _ = writeln!(self.errors, "{text}\n");
                if let Some(more) = terminal::more(found, sources, tongue) {
                    let _ = writeln!(self.errors, "{more}\n");
                }
            }
        }
        if many {
            let _ = writeln!(self.errors, "{}\n", grouped::by_kind(&found, tongue));
        }
    }

    /// A script for a shell, byte for byte.
    pub fn script(&mut self, script: &[u8]) -> ExitCode {
        let _ = self.results.write_all(script);
        ExitCode::SUCCESS
    }

    /// Lists that were asked for, each if there is anything on it.
    pub fn lists(&mut self, report: &Report, listed: &[Listed], sources: &Sources, tongue: Tongue) {
        let lists = listed.iter().filter_map(|list| agenda::list(report, *list, sources, tongue));
        for list in lists {
            let _ = writeln!(self.results, "{list}\n");
        }
    }

    /// Why a code is said, and how it looks when it is right.
    pub fn explained(&mut self, code: &str, tongue: Tongue) -> ExitCode {
        let near = match explain(code) {
            Ok(found) => {
                let why = found.why.in_tongue(tongue);
                let right = say! { vi: "Viết đúng:", en: "Right:" };
                let right = right.in_tongue(tongue);
                let example: Vec<String> = found
                    .example
                    .lines()
                    .map(|line| format!("    {line}").trim_end().to_owned())
                    .collect();
                let example = example.join("\n");
                self.text(&format!("{code}\n\n{why}\n\n{right}\n\n{example}"));
                return ExitCode::SUCCESS;
            }
            Err(near) => near,
        };
        let text = match near {
            Some(near) => {
                say! { vi: "không có mã `{code}`; có phải bạn muốn viết `{near}`?", en: "there is no code `{code}`; did you mean `{near}`?" }
            }
            None => {
                say! { vi: "không có mã `{code}`; mã đứng trong ngoặc vuông sau chữ “lỗi”, “cảnh báo”", en: "there is no code `{code}`; codes stand in brackets after “error”, “warning”" }
            }
        };
        self.error(text.in_tongue(tongue));
        ExitCode::from(2)
    }

    /// Links that leave the campaign, a line each, for people to try.
    pub fn links(&mut self, links: &BTreeMap<String, Span>, sources: &Sources, tongue: Tongue) {
        let count = links.len();
        let head = say! {
            vi: "{count} liên kết ra ngoài; máy không mở thử, hãy tự xem trang còn đúng không:",
            en: "Links that leave the campaign: {count}; none was fetched, so look whether they still hold:"
        };
        let _ = writeln!(self.results, "{}", head.in_tongue(tongue));
        for (address, span) in links {
            let (file, line) = (sources.path(span.file), sources.line_column(*span).0);
            let _ = writeln!(self.results, "  {address}  {file}:{line}");
        }
    }

    /// Everything as JSON; of many of one kind in a file the first, and their number.
    pub fn json(&mut self, report: &Report, sources: &Sources, tongue: Tongue) {
        let all: Vec<_> =
            report.shown().into_iter().map(|d| terminal::json(d, sources, tongue)).collect();
        if let Ok(text) = serde_json::to_string_pretty(&all) {
            let _ = writeln!(self.results, "{text}");
        }
    }

    /// A result, which may be nothing.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.results, "{text}");
        }
    }

    /// One line on the error stream.
    pub fn error(&mut self, text: &str) {
        let _ = writeln!(self.errors, "{text}");
    }

    /// The machine failed.
    pub fn failed(&mut self, failure: &Failure, tongue: Tongue) {
        let doing = failure.doing.in_tongue(tongue);
        let path = failure.path.display();
        let why = failure.why();
        let why = why.in_tongue(tongue);
        let text = say! { vi: "máy không làm được: {doing}\n  {path}\n  {why}", en: "the machine failed: {doing}\n  {path}\n  {why}" };
        self.error(text.in_tongue(tongue));
        if let Some(left) = &failure.left {
            self.error(&format!("\n{}", left.in_tongue(tongue)));
        }
    }

    /// The content has errors; a build says that it changed nothing.
    pub fn refused(&mut self, errors: usize, build: bool, tongue: Tongue) {
        let counted = counted(errors, "error");
        let text = if build {
            say! {
                vi: "{errors} lỗi; chưa ghi gì, kết quả lần trước giữ nguyên",
                en: "{counted}; nothing was written, the last output is as it was"
            }
        } else {
            say! { vi: "{errors} lỗi", en: "{counted}" }
        };
        self.error(text.in_tongue(tongue));
    }

    /// The end of a command of the desk: what was said, then what was done.
    pub fn ended<T>(
        &mut self,
        ended: Result<T, Stop>,
        report: &mut Report,
        sources: &Sources,
        tongue: Tongue,
        done: impl FnOnce(T) -> Text,
    ) -> ExitCode {
        report.sort();
        self.diagnostics(report, sources, tongue);
        match ended {
            Ok(made) => {
                let _ = writeln!(self.results, "{}", done(made).in_tongue(tongue));
                ExitCode::SUCCESS
            }
            Err(Stop::Reported) => {
                let errors = report.count(Level::Error);
                let counted = counted(errors, "error");
                let text = say! {
                    vi: "{errors} lỗi; chưa ghi gì",
                    en: "{counted}; nothing was written"
                };
                self.error(text.in_tongue(tongue));
                ExitCode::from(1)
            }
            Err(Stop::Failed(failure)) => {
                self.failed(&failure, tongue);
                ExitCode::from(2)
            }
        }
    }

    /// The closing summary of a build.
    pub fn built(&mut self, summary: &Summary, request: &Request, time: Duration, tongue: Tongue) {
        let Summary { pages, leaflets, warnings, gaps, reviews, written, skipped, removed, .. } =
            summary;
        let seconds = format!("{:.1}", time.as_secs_f64());
        let index = request.out.join(Address::Top(Top::Chooser).to_string());
        // Sheets alone may have been made, of a campaign whose site never was.
        let open = if index.is_file() { index } else { request.out.clone() };
        let open = open.display();
        let (pages_en, leaflets_en) = (counted(*pages, "page"), counted(*leaflets, "leaflet"));
        let written_en = counted(*written, "file");
        let (gaps_en, warnings_en) = gaps_and_warnings(summary);
        let text = say! {
            vi: "{pages} trang, {leaflets} tờ in. Ghi {written}, giữ {skipped}, bỏ {removed} tệp.\n{gaps} chỗ còn thiếu, {reviews} mục chờ duyệt, {warnings} cảnh báo. {seconds} giây.\nMở: {open}",
            en: "{pages_en}, {leaflets_en}. {written_en} written, {skipped} kept, {removed} removed.\n{gaps_en}, {reviews} awaiting review, {warnings_en}. {seconds} s.\nOpen: {open}"
        };
        let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        if summary.unchanged && *warnings > 0 {
            let text = say! {
                vi: "Không có gì đổi từ lần dựng trước. Xem các cảnh báo: `loa check --list warnings`.",
                en: "Nothing has changed since the last build. The warnings: `loa check --list warnings`."
            };
            let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        }
        let left_out = summary.left_out;
        if left_out > 0 {
            let text = say! {
                vi: "Không đăng {left_out} mục chưa duyệt hay để riêng: `loa check --list reviews` kể từng mục và vì sao.",
                en: "Left out, as not approved or parked: {left_out}. `loa check --list reviews` lists each, and why."
            };
            let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        }
        let Summary { bundles, zips, .. } = summary;
        if *bundles > 0 {
            let print = request.out.join(address::PRINT);
            let print = print.display();
            let (bundles_en, zips_en) = (counted(bundles, "file"), counted(zips, "zip"));
            let text = match zips {
                0 => say! {
                    vi: "In một lần mọi tờ của một nơi: {bundles} tệp trong {print}",
                    en: "To print all sheets of a place at once: {bundles_en} in {print}"
                },
                _ => say! {
                    vi: "In một lần mọi tờ của một nơi: {bundles} tệp, gửi đi: {zips} tệp zip, trong {print}",
                    en: "To print all sheets of a place at once: {bundles_en}; to send: {zips_en}, in {print}"
                },
            };
            let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        }
        let texts = summary.texts;
        if texts > 0 {
            let folder = request.out.join(address::OFFICE);
            let folder = folder.display();
            let texts_en = counted(texts, "text");
            let text = say! {
                vi: "Bài dạng chữ để gửi Zalo, thư điện tử: {texts} tệp trong {folder}",
                en: "To send by Zalo or e-mail: {texts_en} in {folder}"
            };
            let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        }
        let press = summary.press;
        if press > 0 {
            let folder = request.out.join(address::PRESS);
            let folder = folder.display();
            let press_en = counted(press, "file");
            let text = say! {
                vi: "Bản đưa nhà in: {press} tệp trong {folder}",
                en: "For the printing house: {press_en} in {folder}"
            };
            let _ = writeln!(self.results, "{}", text.in_tongue(tongue));
        }
    }

    /// A file that a build would make, on a line of its own: its path, format, language, place and what
    /// it is of; a part that does not apply is `-`.
    pub fn planned(&mut self, job: &Job<'_>, shape: Shape) {
        let Job { format, subject, lang, place, path } = job;
        let _ = match shape {
            Shape::Human => {
                let (lang, place) = (lang.map_or("-", Lang::as_str), place.unwrap_or("-"));
                writeln!(self.results, "{path}\t{format}\t{lang}\t{place}\t{subject}")
            }
            Shape::Json => {
                let line = serde_json::json!({
                    "path": path, "format": format.to_string(), "language": lang.map(Lang::as_str),
                    "place": place, "subject": subject.to_string(),
                });
                writeln!(self.results, "{line}")
            }
        };
    }

    /// How long the sentences of each lesson are, a line each.
    pub fn readings(&mut self, readings: &[Reading], tongue: Tongue) {
        if readings.is_empty() {
            return;
        }
        let head = say! {
            vi: "Câu dài bao nhiêu tiếng (trung bình, dài nhất), mấy từ trên 9 chữ cái:",
            en: "Words a sentence (mean, longest), and words of more than 9 letters:"
        };
        let _ = writeln!(self.results, "{}", head.in_tongue(tongue));
        let width = readings.iter().map(|reading| reading.lesson.len()).max().unwrap_or(0);
        for reading in readings {
            let Reading { lesson, lang, longest, long_words, .. } = reading;
            let tenths = reading.mean_tenths();
            let (whole, tenth) = (tenths / 10, tenths % 10);
            let mean = say! { vi: "{whole},{tenth}", en: "{whole}.{tenth}" };
            let mean = mean.in_tongue(tongue);
            let lang = lang.as_str();
            let _ = writeln!(
                self.results,
                "  {lesson:width$}  {lang:2}  {mean:>5}  {longest:>3}  {long_words:>3}"
            );
        }
    }

    /// The end of a check: what there is to do.
    pub fn checked(&mut self, report: &Report, listed: &[Listed], tongue: Tongue) {
        let _ = writeln!(self.results, "{}", agenda::summary(report, listed, tongue));
    }
}
