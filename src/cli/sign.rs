//! `loa sign`: writes down who approved a text, bound to what the text says now.

use std::{path::Path, process::ExitCode};

use clap::{Args, Subcommand};

use super::report::{Output, counted};
use crate::{
    desk::{
        Edit,
        sign::{self, Kind, Signing},
    },
    diag::{Report, Sources, Stop, Tongue},
    model::Date,
    say,
};

/// What can be signed.
#[derive(Debug, Subcommand)]
pub enum Sealing {
    /// Bài học đã có người duyệt / lessons that somebody approved.
    #[command(
        after_help = "Ví dụ / example:\n  loa sign lesson float-first burns --by bs-an --document \"12/SYT, 1/12/2026\"\n\nNgười ký ghi trong campaign.yaml / the signer is listed in campaign.yaml:\n  signers: { bs-an: { name: Bác sĩ An, role: health, document: 12/QĐ-SYT } }"
    )]
    Lesson(Sealed),
    /// Quy trình sơ cứu mà cơ quan y tế đã ký / first-aid protocols that the health authority signed.
    #[command(
        after_help = "Ví dụ / example:\n  loa sign protocol cpr choking --lang vi --by bs-an --document \"12/SYT, 1/12/2026\""
    )]
    Protocol(Sealed),
}

/// Who signs what, and with which document.
#[derive(Debug, Args)]
pub struct Sealed {
    /// Mã của bài hoặc quy trình / ids.
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Ngôn ngữ đã đọc và duyệt / the language that was read and approved [mặc định: ngôn ngữ đầu / default: the first].
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Người ký, có trong `signers` của campaign.yaml / the signer, one of `signers` in campaign.yaml.
    #[arg(long, value_name = "ID")]
    by: String,
    /// Số và ngày của văn bản duyệt / number and day of the document.
    #[arg(long, value_name = "TEXT")]
    document: String,
    /// Ngày ký / the day it was signed, YYYY-MM-DD [mặc định: hôm nay / default: today].
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
}

/// Runs `loa sign`.
pub fn run(out: &mut Output, root: &Path, what: &Sealing, tongue: Tongue) -> ExitCode {
    let (kind, asked) = match what {
        Sealing::Lesson(asked) => (Kind::Lesson, asked),
        Sealing::Protocol(asked) => (Kind::Protocol, asked),
    };
    let signing = Signing {
        kind,
        ids: &asked.ids,
        lang: asked.lang.as_deref(),
        by: &asked.by,
        document: &asked.document,
        on: asked.on.unwrap_or_else(|| jiff::Zoned::now().date()),
    };
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let ended = sign::sign(&mut report, &mut sources, root, &signing).and_then(|signed| {
        Edit::write_all(&signed.edits).map_err(Stop::from)?;
        Ok(signed.texts)
    });
    out.ended(ended, &mut report, &sources, tongue, |texts| {
        let list: Vec<String> =
            texts.iter().map(|(id, digest)| format!("  {id}  {digest}")).collect();
        let (list, count) = (list.join("\n"), texts.len());
        let signed = counted(count, "text");
        say! {
            vi: "Đã ghi chữ ký cho {count} văn bản. Mã của đúng văn bản đã ký, nên ghi vào văn bản duyệt:\n{list}\nSửa văn bản hay điều nó dẫn thì phải duyệt lại.",
            en: "{signed} signed. The hash of what was signed, to be kept with the document:\n{list}\nWhen a text, or what it cites, changes, it must be approved again."
        }
    })
}
