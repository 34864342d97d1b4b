//! `loa import lesson`: a Word file becomes the draft of a lesson. What is not given is asked on a
//! terminal; what is written, and what could not be taken as it was, is shown.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use super::{
    ask::Asker,
    new::{Draft, Ended, finish},
    report::Output,
};
use crate::{
    desk::{
        new::{self, Step},
        word,
    },
    diag::{Report, Sources, Text, Tongue},
    say,
};

/// What is given.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ / examples:\n  loa import lesson bep-an-toan.docx --pack lua\n  loa import lesson bep-an-toan.docx --pack lua --id bep --title \"Bếp an toàn\"\n\nKhông chữ nào mất mà không báo: điều gì không đưa vào được thì lệnh kể ra. / No word is lost in silence: what cannot be taken is told."
)]
pub struct Word {
    /// Tệp Word / the Word file, .docx.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Mã, làm tên thư mục / its id: the name of its folder [mặc định: theo tên bài / default: from its title].
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    draft: Draft,
}

/// Runs `loa import lesson`.
pub fn run(out: &mut Output, root: &Path, asked: &Word, tongue: Tongue) -> ExitCode {
    let mut report = Report::new();
    let mut sources = Sources::default();
    let mut asker = Asker::new(out, tongue);
    let steps = steps(&mut report, &mut sources, &mut asker, root, asked);
    let was_asked = asker.asked;
    let written = || say! { vi: "Đã ghi bài nháp. Mở tệp bài, xếp lại chữ từ Word, viết thay vào những chỗ [Cần viết], rồi chạy `loa check`.", en: "The draft is written. Open the lesson, put the words from Word in order, write in the places marked [To write], then run `loa check`." };
    finish(out, steps, &mut report, &sources, (was_asked, tongue), written)
}

fn steps(
    report: &mut Report,
    sources: &mut Sources,
    asker: &mut Asker<'_>,
    root: &Path,
    asked: &Word,
) -> Result<(Vec<Step>, Vec<Text>), Ended> {
    let (_, campaign) = new::held(root)?;
    let read = word::read(report, sources, &campaign, &asked.file)?;
    let own = read.title();
    // What an id is made of stands for ever: on a terminal somebody is asked, elsewhere nobody is.
    if let Some((title, true)) = &own
        && asked.id.is_none()
        && asked.draft.title.is_none()
        && !asker.is_there()
    {
        return Err(report
            .error_with_help(
                "option-missing",
                None,
                say! { vi: "còn thiếu `--title`: “{title}” trong tệp có thể không phải tên bài", en: "`--title` is missing: “{title}” in the file may not be the title of the lesson" },
                say! { vi: "gõ thêm `--title \"…\"` và `--id …`; mã làm từ tên bài và không đổi được nữa", en: "type `--title \"…\"` and `--id …` too; the id is made of the title and never changes" },
            )
            .into());
    }
    let own = own.map(|(title, _)| title);
    let lesson =
        asked.draft.lesson(report, asker, &campaign, (asked.id.as_deref(), own.as_deref()))?;
    Ok(word::lesson(report, root, &read, &lesson, asked.draft.day.day())?)
}
