//! An original held against its translation, paragraph by paragraph.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{Report, Sources, Stop},
    load::{
        self,
        files::Files,
        passages::{self, HEAD, Passages, Piece, flat},
    },
    model::{Campaign, Date, Lang, LessonText, revision::Mark},
    tables::{Choice, Kind},
};

/// The words for states, as [`Line::state`] has them.
pub const STATES: Kind = Kind::Choice(&[
    Choice::new("new", "mới", "new"),
    Choice::new("changed", "đã đổi", "changed"),
    Choice::new("same", "như cũ", "as it was"),
    Choice::new("left_out", "không dịch", "not translated"),
    Choice::new("extra", "thừa", "too much"),
]);

/// A paragraph of an original, of its translation, or of both.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its part: `head`, `do`, `sms`.
    pub part: String,
    /// Its name in the campaign: `near/do.3`.
    pub key: String,
    /// Where it stands, for people.
    pub label: String,
    /// What the original says; empty if only the translation has it.
    pub source: String,
    /// What the translation says; empty if it lacks it.
    pub translation: String,
    /// `new`, `changed`, `same`, `left_out`, or `extra` where only the translation has it.
    pub state: &'static str,
    /// What was written down of the original that it was made from.
    pub known: Option<Mark>,
}

/// A text with its passages.
#[derive(Debug, Clone)]
pub struct Cut {
    /// The file.
    pub text: String,
    /// Where its words stand.
    pub passages: Passages,
    /// Whether the file begins with a byte order mark, which is not in the text.
    pub marked: bool,
}

/// A lesson and its translation.
#[derive(Debug)]
pub struct Work {
    /// The pack.
    pub pack: String,
    /// The file of the translation.
    pub path: String,
    /// The folder of the lesson.
    pub folder: String,
    /// When the original was last changed.
    pub revised: Date,
    /// The original.
    pub source: Cut,
    /// The translation, if there is one.
    pub old: Option<Cut>,
    /// The original that the translation says it was made from.
    pub translates: Option<Date>,
    /// Its paragraphs: the front matter first.
    pub lines: Vec<Line>,
}

/// Two pieces that say the same, or one that the other text lacks.
#[derive(Debug)]
pub struct Pair<'a> {
    /// Of the original.
    pub source: Option<&'a Piece>,
    /// Of the translation.
    pub old: Option<&'a Piece>,
    /// The pairs in it.
    pub inner: Vec<Pair<'a>>,
}

/// Every lesson of a campaign with its translation. One that is parked is not translated yet.
pub fn works(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    campaign: &Campaign,
    lang: &Lang,
) -> Result<Vec<Work>, Stop> {
    let mut works = Vec::new();
    let first = campaign.first_lang();
    for (pack, lesson) in campaign.lessons().filter(|(_, lesson)| lesson.parked.is_none()) {
        let folder = format!("content/packs/{}/{}", pack.id, lesson.id);
        let path = format!("{folder}/lesson.{lang}.md");
        let Some(original) = lesson.texts.get(first) else { continue };
        let (_, text) = files.text(report, sources, &format!("{folder}/lesson.{first}.md"))?;
        let Some(passages) = passages::of(&text) else { continue };
        let source = Cut { text, passages, marked: false };
        let mut old = None;
        let mut read: Option<LessonText> = None;
        if files.has(&path) {
            let (file, text) = files.text(report, sources, &path)?;
            read = load::translation(report, file, &text, &folder).ok();
            let marked = files.bytes(&path)?.starts_with(b"\xEF\xBB\xBF");
            old = passages::of(&text).map(|passages| Cut { text, passages, marked });
        }
        let lines = lines(&lesson.id, &source, old.as_ref(), original, read.as_ref());
        let translates = read.and_then(|text| text.translates);
        let (pack, revised) = (pack.id.clone(), original.revised);
        works.push(Work { pack, path, folder, revised, source, old, translates, lines });
    }
    report.so_far()?;
    Ok(works)
}

fn lines(
    lesson: &str,
    source: &Cut,
    old: Option<&Cut>,
    original: &LessonText,
    read: Option<&LessonText>,
) -> Vec<Line> {
    let origin = read.and_then(|text| text.origin.as_ref());
    let fresh = read.is_none_or(|text| text.translates.is_none_or(|from| from < original.revised));
    let state = |part: &str, source: &str, translation: &str| -> &'static str {
        let mark = Mark::of(source);
        let there = match origin {
            Some(origin) => origin.parts.get(part).is_some_and(|all| all.contains(&Some(mark))),
            None => !fresh,
        };
        let out = origin.map_or(!fresh, |origin| origin.without.contains(&mark));
        match (source.is_empty(), translation.is_empty()) {
            (true, _) => "extra",
            (_, false) if there => "same",
            (_, false) => "changed",
            (_, true) if out => "left_out",
            (_, true) => "new",
        }
    };
    let mut lines = Vec::new();
    let none = Vec::new();
    let (head, old_head) = (&source.passages.head, old.map_or(&none, |old| &old.passages.head));
    let known_head = origin.and_then(|origin| origin.parts.get(HEAD));
    let known = |at: Option<usize>| {
        at.and_then(|at| known_head.and_then(|all| all.get(at))).copied().flatten()
    };
    let mut head_line = |key: &str, said: &str, shown: String| {
        let at = old_head.iter().position(|line| line.key == key);
        let translation = at.and_then(|at| old_head.get(at)).map(|line| line.text.clone());
        let translation = translation.unwrap_or_default();
        lines.push(Line {
            part: HEAD.to_owned(),
            key: shown,
            label: label(HEAD, key.split('.').next().unwrap_or_default()),
            state: state(HEAD, said, &translation),
            source: said.to_owned(),
            translation,
            known: known(at),
        });
    };
    for line in head {
        head_line(&line.key, &line.text, format!("{lesson}/{}", line.key));
    }
    for line in old_head.iter().filter(|old| !head.iter().any(|line| line.key == old.key)) {
        head_line(&line.key, "", format!("{lesson}/+{}", line.key));
    }
    let marks = marks(old, read);
    for part in &pairs(source, old, &marks).inner {
        let name = part.source.or(part.old).map(|piece| piece.kind.clone()).unwrap_or_default();
        let (mut number, mut extra) = (0, 0);
        part.each(&mut |pair| {
            let said = pair.source.map(|piece| words(&source.text, piece)).unwrap_or_default();
            let old = pair.old.zip(old);
            let translation = old.map(|(piece, old)| words(&old.text, piece)).unwrap_or_default();
            let shown = match pair.source {
                Some(_) => {
                    number += 1;
                    format!("{lesson}/{name}.{number}")
                }
                None => {
                    extra += 1;
                    format!("{lesson}/{name}.+{extra}")
                }
            };
            let kind = pair.source.or(pair.old).map_or("", |piece| &piece.kind);
            let at = pair.old.and_then(|piece| piece.words.as_ref()).map(|words| words.start);
            lines.push(Line {
                part: name.clone(),
                key: shown,
                label: label(&name, kind),
                state: state(&name, &said, &translation),
                source: said,
                translation,
                known: at.and_then(|at| marks.get(&at)).copied(),
            });
        });
    }
    lines
}

/// What is known of the paragraphs of a translation, by the first byte of their words.
pub fn marks(old: Option<&Cut>, read: Option<&LessonText>) -> BTreeMap<usize, Mark> {
    let mut marks = BTreeMap::new();
    let Some((old, origin)) = old.zip(read.and_then(|text| text.origin.as_ref())) else {
        return marks;
    };
    for part in &old.passages.body.inner {
        let mut starts = Vec::new();
        part.each(&mut |piece| starts.extend(piece.words.as_ref().map(|words| words.start)));
        // Written by hand since: which mark belongs to which is not known.
        let all = origin.parts.get(&part.kind).filter(|all| all.len() == starts.len());
        let known = starts.into_iter().zip(all.into_iter().flatten());
        marks.extend(known.filter_map(|(start, mark)| mark.map(|mark| (start, mark))));
    }
    marks
}

/// The body of an original held against that of its translation.
pub fn pairs<'a>(source: &'a Cut, old: Option<&'a Cut>, marks: &BTreeMap<usize, Mark>) -> Pair<'a> {
    let context = Context { source: &source.text, old: old.map_or("", |old| &old.text), marks };
    context.pair(&source.passages.body, old.map(|old| &old.passages.body))
}

/// The words of a piece on one line.
pub fn words(text: &str, piece: &Piece) -> String {
    let words = piece.words.clone().unwrap_or_default();
    flat(text.get(words).unwrap_or_default())
}

/// The fields and placeholders of a text, in order.
pub fn fields(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("[[")
        .skip(1)
        .filter_map(|rest| rest.split_once("]]"))
        .map(|(path, _)| path.trim().to_owned())
        .collect();
    found.sort();
    found
}

impl<'a> Pair<'a> {
    /// Calls `visit` for every pair of words, in order.
    pub fn each(&self, visit: &mut impl FnMut(&Self)) {
        if self.source.or(self.old).is_some_and(|piece| piece.words.is_some()) {
            visit(self);
        }
        self.inner.iter().for_each(|pair| pair.each(visit));
    }

    fn alone(source: Option<&'a Piece>, old: Option<&'a Piece>) -> Self {
        let inner = source.or(old).map_or(&[][..], |piece| &piece.inner);
        let inner = inner.iter().map(|piece| {
            Self::alone(source.is_some().then_some(piece), old.is_some().then_some(piece))
        });
        Self { source, old, inner: inner.collect() }
    }
}

struct Context<'t> {
    source: &'t str,
    old: &'t str,
    marks: &'t BTreeMap<usize, Mark>,
}

impl Context<'_> {
    fn pair<'a>(&self, source: &'a Piece, old: Option<&'a Piece>) -> Pair<'a> {
        let Some(old) = old else { return Pair::alone(Some(source), None) };
        Pair { source: Some(source), old: Some(old), inner: self.align(&source.inner, &old.inner) }
    }

    /// The best order-keeping match of two rows of pieces; of equally good ones the earliest.
    fn align<'a>(&self, source: &'a [Piece], old: &'a [Piece]) -> Vec<Pair<'a>> {
        let wide = old.len() + 1;
        let mut best = vec![0_usize; (source.len() + 1) * wide];
        let at = |i: usize, j: usize| i * wide + j;
        let value = |best: &[usize], i, j| best.get(at(i, j)).copied().unwrap_or_default();
        for (i, s) in source.iter().enumerate().rev() {
            for (j, o) in old.iter().enumerate().rev() {
                let both = match self.score(s, o) {
                    0 => 0,
                    score => score + value(&best, i + 1, j + 1),
                };
                let most = both.max(value(&best, i + 1, j)).max(value(&best, i, j + 1));
                if let Some(slot) = best.get_mut(at(i, j)) {
                    *slot = most;
                }
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        loop {
            match (source.get(i), old.get(j)) {
                (Some(s), Some(o)) => {
                    let score = self.score(s, o);
                    let now = value(&best, i, j);
                    if score > 0 && now == score + value(&best, i + 1, j + 1) {
                        pairs.push(self.pair(s, Some(o)));
                        (i, j) = (i + 1, j + 1);
                    } else if now == value(&best, i + 1, j) {
                        pairs.push(Pair::alone(Some(s), None));
                        i += 1;
                    } else {
                        pairs.push(Pair::alone(None, Some(o)));
                        j += 1;
                    }
                }
                (Some(s), None) => {
                    pairs.push(Pair::alone(Some(s), None));
                    i += 1;
                }
                (None, Some(o)) => {
                    pairs.push(Pair::alone(None, Some(o)));
                    j += 1;
                }
                (None, None) => return pairs,
            }
        }
    }

    /// How well two pieces go together: not at all unless they are of one kind; best if it was
    /// written down that one was made from the other.
    fn score(&self, source: &Piece, old: &Piece) -> usize {
        if source.kind != old.kind {
            return 0;
        }
        let mut made_from: BTreeSet<Mark> = BTreeSet::new();
        let mut old_fields = Vec::new();
        old.each(&mut |piece| {
            let start = piece.words.as_ref().map(|words| words.start);
            made_from.extend(start.and_then(|start| self.marks.get(&start)));
            old_fields.extend(fields(&words(self.old, piece)));
        });
        let mut score = 4;
        let mut its_fields = Vec::new();
        source.each(&mut |piece| {
            let said = words(self.source, piece);
            score += 8 * usize::from(made_from.contains(&Mark::of(&said)));
            its_fields.extend(fields(&said));
        });
        score + usize::from(!its_fields.is_empty() && its_fields == old_fields)
    }
}

/// Where a paragraph stands, for people.
fn label(part: &str, kind: &str) -> String {
    let part = match part {
        HEAD => "Đầu bài",
        "why" => "Vì sao",
        "do" => "Việc cần làm",
        "dont" => "Nên và đừng",
        "here" => "Ở đây",
        "happens" => "Nếu xảy ra",
        "call" => "Gọi ai",
        "checklist" => "Bảng tự xem",
        "talk" => "Họp dân",
        "activity" => "Tiết học",
        "quiz" => "Câu hỏi",
        "front" => "Mặt trước tờ gấp",
        "poster" => "Áp phích",
        "spot" => "Phát thanh 30 giây",
        "radio" => "Bài phát thanh",
        "sms" => "Tin nhắn",
        other => other,
    };
    let kind = match kind.split(' ').next().unwrap_or_default() {
        "title" => "tên bài",
        "action" => "dòng hành động",
        "summary" => "tóm tắt",
        "messages" => "thông điệp",
        "figure" | "picture" => "chữ thay ảnh",
        "heading" => "đề mục",
        "item" => "mục",
        "cell" => "ô bảng",
        "number" => "khi nào gọi",
        "question" => "hỏi",
        "wrong" => "trả lời sai",
        "right" => "trả lời đúng",
        "because" => "giải thích",
        _ => "đoạn",
    };
    format!("{part} · {kind}")
}
