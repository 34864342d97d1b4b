//! `content/protocols/ID.LANG.md`: the steps of a protocol, a heading for each audience.

use std::collections::BTreeMap;

use super::{FACTS, Loader, PROTOCOLS, SETTINGS, facts, unread};
use crate::{
    diag::{Failure, FileId, Report, Span},
    load::markdown::{self, Top},
    model::{
        Audience, Block, Lang, Language, Protocol,
        block::{BlockKind, InlineKind, each_inline},
        cited::{Name, each_name},
        protocol::ProtocolText,
    },
    say,
};

impl Loader<'_> {
    /// The steps of each protocol: `content/protocols/ID.LANG.md`.
    pub(super) fn protocols(
        &mut self,
        records: BTreeMap<String, facts::Signed>,
        listed: &[Language],
        langs: &[Lang],
    ) -> Result<BTreeMap<String, Protocol>, Failure> {
        let mut all = BTreeMap::new();
        for path in self.files.below(PROTOCOLS).filter(|path| path.ends_with(".md")) {
            let name = path.rsplit('/').next().unwrap_or_default();
            if unread::is_harmless(name) {
                continue;
            }
            let name = name.trim_end_matches(".md");
            let known = name.rsplit_once('.').is_some_and(|(id, lang)| {
                records.contains_key(id) && listed.iter().any(|known| known.lang.as_str() == lang)
            });
            if known || self.unread.contains(&FACTS) || self.unread.contains(&SETTINGS) {
                continue;
            }
            self.files.mark(path);
            let file = self.sources.add(path, "");
            self.report.error_with_help(
                "protocol-misplaced",
                Span::new(file, 0..0),
                say! { vi: "không rõ tệp này là quy trình nào, ngôn ngữ nào", en: "this file belongs to no known protocol or language" },
                say! { vi: "thêm mục `kind: protocol` vào {FACTS}, và đặt tên tệp như `{PROTOCOLS}/cpr.vi.md`", en: "add a record with `kind: protocol` to {FACTS}, and name the file like `{PROTOCOLS}/cpr.vi.md`" },
            );
        }
        for (id, record) in records {
            let mut texts = BTreeMap::new();
            for lang in langs {
                let path = format!("{PROTOCOLS}/{id}.{lang}.md");
                let Some((file, text)) = self.text(&path)? else { continue };
                let text = read(self.report, file, &text, PROTOCOLS);
                texts.insert(lang.clone(), text);
            }
            let facts::Signed { revised, values, drafted_by, signatures, span } = record;
            let protocol =
                Protocol { id: id.clone(), revised, values, drafted_by, signatures, texts, span };
            all.insert(id, protocol);
        }
        Ok(all)
    }
}

/// Reads the text of a protocol. What is wrong is reported and left out.
fn read(report: &mut Report, file: FileId, text: &str, folder: &str) -> ProtocolText {
    let mut parts: BTreeMap<Audience, Vec<Block>> = BTreeMap::new();
    let mut opened: BTreeMap<Audience, Span> = BTreeMap::new();
    let mut open = None;
    for Top { block, span, id, .. } in markdown::blocks(report, file, text, 0, folder) {
        if let BlockKind::Heading { level: 1 | 2, .. } = block.kind {
            open = audience(report, span, id.as_deref());
            if let Some(audience) = open
                && let Some(first) = opened.insert(audience, span)
            {
                let key = audience.key();
                report.error_with_related(
                    "part-duplicate",
                    span,
                    say! { vi: "phần `{key}` có hai lần", en: "the part `{key}` stands twice" },
                    say! { vi: "gộp hai phần làm một", en: "make one part of the two" },
                    [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
                );
            }
            continue;
        }
        refuse_fields(report, &block);
        refuse_own_blocks(report, span, &block);
        match open {
            Some(audience) => parts.entry(audience).or_default().push(block),
            None if opened.is_empty() => {
                report.error_with_help(
                    "text-outside-part",
                    span,
                    say! { vi: "đoạn này đứng trước phần đầu tiên", en: "this stands before the first part" },
                    say! { vi: "thêm một đề mục phía trên, ví dụ `## Cho người lớn {{#carers}}`", en: "put a heading above it, for example `## For adults {{#carers}}`" },
                );
            }
            None => {}
        }
    }
    ProtocolText { file, parts }
}

fn audience(report: &mut Report, span: Span, id: Option<&str>) -> Option<Audience> {
    let id = id.unwrap_or_default();
    let keys = Audience::ALL.map(Audience::key);
    let found = Audience::ALL.into_iter().find(|audience| audience.key() == id);
    if found.is_none() {
        let known = keys.join(", ");
        let help = match report.nearest("part-unknown", span, id, keys) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{{#{near}}}`?", en: "did you mean `{{#{near}}}`?" }
            }
            None => {
                say! { vi: "ghi người đọc vào cuối dòng, ví dụ `{{#carers}}`; có thể dùng: {known}", en: "add the audience at the end, for example `{{#carers}}`; there are: {known}" }
            }
        };
        report.error_with_help(
            "part-unknown",
            span,
            say! { vi: "đề mục này chưa ghi đúng người đọc", en: "this heading names no audience" },
            help,
        );
    }
    found
}

/// A protocol is signed once for all places, so it may say nothing of one.
fn refuse_fields(report: &mut Report, block: &Block) {
    each_inline(std::slice::from_ref(block), &mut |inline| {
        if let InlineKind::Field(_) = inline.kind {
            report.error_with_help(
                "field-misplaced",
                inline.span,
                say! { vi: "quy trình sơ cứu giống nhau ở mọi nơi, không dùng được `[[ place.… ]]`", en: "a protocol is the same everywhere, so `[[ place.… ]]` cannot stand in it" },
                say! { vi: "đưa dữ liệu này vào bài", en: "move the value into a lesson" },
            );
        }
    });
}

/// Nor may it show what lies in a place, or another protocol: that would be signed with it, and one
/// that shows itself has no end.
fn refuse_own_blocks(report: &mut Report, span: Span, block: &Block) {
    let mut shown = Vec::new();
    each_name(std::slice::from_ref(block), &mut |name, _| {
        if let Name::Protocol(id, _) = name {
            shown.push(id);
        }
    });
    if let Some(id) = shown.first() {
        report.error_with_help(
            "protocol-form",
            span,
            say! { vi: "quy trình sơ cứu không chứa được quy trình khác (`{id}`)", en: "a protocol cannot show another one (`{id}`)" },
            say! { vi: "chép các bước vào đây, hoặc để bài đặt hai khối `protocol` cạnh nhau", en: "copy the steps here, or have the lesson put two `protocol` blocks one after the other" },
        );
    }
    if block.shows_place() {
        report.error_with_help(
            "field-misplaced",
            span,
            say! { vi: "quy trình sơ cứu giống nhau ở mọi nơi, không chứa được nơi nước sâu hay liên hệ của xã", en: "a protocol is the same everywhere, so neither waters nor contacts of a place can stand in it" },
            say! { vi: "đưa khối này vào bài", en: "move the block into a lesson" },
        );
    }
}
