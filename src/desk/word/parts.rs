//! Which text goes to which part of a lesson: a heading that names a part opens it, until the next
//! heading of its level. What belongs to none is kept in its order.

use std::collections::BTreeMap;

use super::{
    block::{Block, Run, letters, line},
    signs::{Says, says},
};
use crate::model::{Role, fold};

/// How people call the parts, without marks.
const NAMES: [(Role, &[&str]); 8] = [
    (
        Role::Why,
        &[
            "vi sao",
            "tai sao",
            "ly do",
            "vi sao can biet",
            "vi sao quan trong",
            "y nghia",
            "why",
            "why it matters",
        ],
    ),
    (
        Role::Do,
        &[
            "can lam",
            "can lam gi",
            "viec can lam",
            "nhung viec can lam",
            "nen lam",
            "nen lam gi",
            "viec moi ngay",
            "cach phong tranh",
            "phong tranh",
            "lam gi de phong tranh",
            "what to do",
            "to do",
        ],
    ),
    (
        Role::Dont,
        &[
            "khong nen",
            "khong nen lam",
            "khong nen lam gi",
            "viec khong nen lam",
            "nhung viec khong nen lam",
            "khong duoc lam",
            "khong lam",
            "dung lam",
            "nen va dung",
            "nen va khong nen",
            "nen khong nen",
            "do and do not",
            "dos and don ts",
            "do not",
            "what not to do",
        ],
    ),
    (
        Role::Here,
        &["o day", "o dia phuong", "tinh hinh dia phuong", "tinh hinh tai dia phuong", "here"],
    ),
    (
        Role::Happens,
        &[
            "khi xay ra",
            "neu xay ra",
            "khi co chuyen",
            "khi chuyen xay ra",
            "neu chuyen xay ra",
            "neu chuyen dang xay ra",
            "khi co tai nan",
            "khi xay ra tai nan",
            "khi tai nan xay ra",
            "xu ly khi xay ra",
            "xu tri",
            "cach xu tri",
            "so cuu",
            "so cap cuu",
            "cap cuu",
            "if it happens",
            "if it is happening",
            "first aid",
        ],
    ),
    (
        Role::Call,
        &[
            "goi ai",
            "goi cho ai",
            "can goi ai",
            "lien he",
            "lien he voi ai",
            "so dien thoai can goi",
            "duong day nong",
            "who to call",
            "whom to call",
            "contacts",
        ],
    ),
    (
        Role::Talk,
        &["hop dan", "hop thon", "hop ap", "noi o hop", "sinh hoat thon", "at the village meeting"],
    ),
    (
        Role::Activity,
        &["hoat dong", "hoat dong tren lop", "tren lop", "tiet hoc", "in class", "activity"],
    ),
];

/// Text of one part.
#[derive(Debug, Default)]
pub struct Part {
    /// Its heading in the document.
    pub heading: Vec<Run>,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// A document dealt out.
#[derive(Debug, Default)]
pub struct Dealt {
    /// The parts that it has headings for.
    pub parts: BTreeMap<Role, Part>,
    /// Everything else, in order.
    pub rest: Vec<Block>,
    /// How many items a tick or a cross before them brought to their part.
    pub sorted: usize,
}

/// Headings typed in bold stand below those of a style, the numbered ones by their numbers.
const BY_HAND: u8 = 10;

/// The part that a heading names, whatever number stands before the name.
pub fn role(runs: &[Run]) -> Option<Role> {
    let key = fold::key(&line(runs));
    let mut words: Vec<&str> = key.split(' ').collect();
    loop {
        let name = words.join(" ");
        let found = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
        if let Some((role, _)) = found {
            return Some(*role);
        }
        let number = match words.as_slice() {
            ["phan" | "muc" | "buoc" | "part", number, _, ..] if is_ordinal(number) => 2,
            [number, _, ..] if is_ordinal(number) => 1,
            _ => return None,
        };
        words.drain(..number);
    }
}

/// `1`, `iv`, `b`.
fn is_ordinal(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
        || word.chars().all(|c| "ivx".contains(c))
        || (word.len() == 1 && word.chars().all(|c| c.is_ascii_lowercase()))
}

/// Deals the blocks of a document out; the headings get the levels that they have in a lesson.
pub fn deal(blocks: Vec<Block>) -> Dealt {
    let mut dealt = Dealt::default();
    // The headings that are open: level, part, and whether it is the one that opened the part.
    let mut open: Vec<(u8, Option<Role>, bool)> = Vec::new();
    let mut sorter = Sorter::of(&blocks);
    for block in blocks {
        let block = match by_hand(&block) {
            Some(level) => match block {
                Block::Paragraph(runs) => Block::Heading(level, runs),
                block => block,
            },
            None => block,
        };
        let (level, runs) = match block {
            Block::Title(runs) => (1, runs),
            Block::Heading(level, runs) => (level, runs),
            block => {
                let role = open.last().and_then(|(_, role, _)| *role);
                if let Some(block) = sorter.keep(role, block) {
                    put(&mut dealt, role, block);
                }
                continue;
            }
        };
        sorter.below(&runs);
        open.retain(|(above, ..)| *above < level);
        let outer = open.last().and_then(|(_, role, _)| *role);
        match role(&runs) {
            // A part has one heading; that of a second stretch is one within it.
            Some(role) if !dealt.parts.contains_key(&role) => {
                dealt.parts.insert(role, Part { heading: runs, blocks: Vec::new() });
                open.push((level, Some(role), true));
            }
            found => {
                let role = found.or(outer);
                let within = open.iter().rev();
                let within = within.take_while(|(_, of, opens)| *of == role && !opens).count();
                let lower = u8::try_from(3 + within).unwrap_or(6).min(6);
                put(&mut dealt, role, Block::Heading(lower, runs));
                open.push((level, role, false));
            }
        }
    }
    sorter.into(&mut dealt);
    // A part that must not be there is not opened for nothing.
    let empty = |part: &Part| part.blocks.is_empty();
    for role in [Role::Here, Role::Talk, Role::Activity] {
        if dealt.parts.get(&role).is_some_and(empty)
            && let Some(part) = dealt.parts.remove(&role)
        {
            dealt.rest.push(Block::Heading(3, part.heading));
        }
    }
    dealt
}

fn put(dealt: &mut Dealt, role: Option<Role>, block: Block) {
    match role.and_then(|role| dealt.parts.get_mut(&role)) {
        Some(part) => part.blocks.push(block),
        None => dealt.rest.push(block),
    }
}

/// The level of a paragraph that is a heading without a style: in bold, short, and numbered, in
/// capitals or the name of a part.
fn by_hand(block: &Block) -> Option<u8> {
    const LONGEST: usize = 100;
    let Block::Paragraph(runs) = block else { return None };
    let words = |run: &&Run| !run.text.trim().is_empty();
    let bold = runs.iter().filter(words).all(|run| run.bold && !run.mark);
    let line = line(runs);
    if !bold || line.chars().count() > LONGEST || letters(runs).trim().contains('\n') {
        return None;
    }
    let is_role = role(runs).is_some();
    // A sentence in bold, and what opens one.
    if line.ends_with(['.', ';', ',', '!', '…']) && !is_role {
        return None;
    }
    let number = line.split_whitespace().next().unwrap_or_default();
    let rest = line.get(number.len()..).unwrap_or_default();
    let number = number.strip_suffix(['.', ')', ':', '/']).unwrap_or_default();
    let all = |is: fn(char) -> bool| !number.is_empty() && number.chars().all(is);
    if rest.chars().any(char::is_alphabetic) {
        if all(|c| "IVX".contains(c)) {
            return Some(BY_HAND + 1);
        }
        if all(|c| c.is_ascii_digit() || c == '.') && number.len() < 6 {
            return Some(BY_HAND + 2);
        }
    }
    let capitals = line.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 3 && !line.chars().any(char::is_lowercase) {
        return Some(BY_HAND);
    }
    is_role.then_some(BY_HAND + 3)
}

/// Whether a paragraph is a heading without a style, in capitals and without a number.
pub fn is_in_capitals(block: &Block) -> bool {
    by_hand(block) == Some(BY_HAND)
}

/// Takes items with a tick to what is to be done, and those with a cross to what must not be done,
/// where both stand in a document: one list of them would say the opposite of half of it.
struct Sorter {
    /// Whether there is a cross at all; ticks alone are bullets like others.
    both: bool,
    /// What stands before the list: its heading, or the line that opens it.
    context: Vec<Run>,
    moved: BTreeMap<Role, (Part, Vec<Run>)>,
    /// The level and the part of the item that was moved last: those within it follow.
    last: Option<(usize, Role)>,
    count: usize,
}

impl Sorter {
    fn of(blocks: &[Block]) -> Self {
        let both = blocks.iter().any(|block| says_of(block) == Some(Says::Dont));
        Self { both, context: Vec::new(), moved: BTreeMap::new(), last: None, count: 0 }
    }

    /// What stands below a heading.
    fn below(&mut self, heading: &[Run]) {
        self.context = heading.to_vec();
        self.last = None;
    }

    /// Gives a block back that stays where it stands.
    fn keep(&mut self, role: Option<Role>, block: Block) -> Option<Block> {
        let Block::Item(level, ..) = &block else {
            self.last = None;
            if let Block::Paragraph(runs) = &block
                && line(runs).ends_with(':')
            {
                self.context.clone_from(runs);
            }
            return Some(block);
        };
        let level = *level;
        let to = match (says_of(&block), role) {
            (Some(Says::Dont), None | Some(Role::Do)) => Some(Role::Dont),
            (Some(Says::Do), None) if self.both => Some(Role::Do),
            (Some(_), _) => None,
            (None, _) => self.last.filter(|(above, _)| level > *above).map(|(_, to)| to),
        };
        let Some(to) = to else {
            self.last = None;
            return Some(block);
        };
        if self.last.is_none_or(|(above, _)| level <= above) {
            self.last = Some((level, to));
        }
        self.count += 1;
        let (part, under) = self.moved.entry(to).or_default();
        if !self.context.is_empty() && *under != self.context {
            under.clone_from(&self.context);
            part.blocks.push(Block::Paragraph(self.context.clone()));
        }
        part.blocks.push(block);
        None
    }

    fn into(self, dealt: &mut Dealt) {
        dealt.sorted = self.count;
        for (role, (part, _)) in self.moved {
            dealt.parts.entry(role).or_default().blocks.extend(part.blocks);
        }
    }
}

/// What the sign before an item says of it.
pub fn says_of(block: &Block) -> Option<Says> {
    let Block::Item(_, _, runs) = block else { return None };
    letters(runs).trim_start().chars().next().and_then(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Run> {
        vec![Run::plain(text)]
    }

    #[test]
    fn a_part_is_known_by_its_name_whatever_stands_before_it() {
        for (heading, wanted) in [
            ("II. VIỆC CẦN LÀM:", Some(Role::Do)),
            ("3) Không nên", Some(Role::Dont)),
            ("Phần 2: Khi xảy ra", Some(Role::Happens)),
            ("Vì sao?", Some(Role::Why)),
            ("Cần làm rõ trách nhiệm", None),
            ("Nguồn", None),
        ] {
            assert_eq!(role(&plain(heading)), wanted, "{heading}");
        }
    }

    #[test]
    fn text_goes_to_its_part_until_the_next_heading_of_that_level() {
        let heading = |level, text| Block::Heading(level, plain(text));
        let paragraph = |text| Block::Paragraph(plain(text));
        let bold = Block::Paragraph(vec![Run { bold: true, ..Run::plain("Khi xảy ra") }]);
        let dealt = deal(vec![
            paragraph("đầu"),
            heading(1, "Chung"),
            heading(2, "Cần làm"),
            paragraph("một"),
            heading(3, "Ở nhà"),
            paragraph("hai"),
            bold,
            paragraph("ba"),
            heading(2, "Khác"),
            paragraph("bốn"),
            heading(2, "Cần làm"),
            paragraph("năm"),
            heading(1, "Ở đây"),
        ]);
        let part = |role| dealt.parts.get(&role).map(|part| part.blocks.as_slice());
        let within =
            [paragraph("một"), heading(3, "Ở nhà"), paragraph("hai"), heading(3, "Cần làm")];
        assert_eq!(part(Role::Do).map(|all| &all[..4]), Some(&within[..]));
        assert_eq!(part(Role::Happens), Some(&[paragraph("ba")][..]));
        let rest = [
            paragraph("đầu"),
            heading(3, "Chung"),
            heading(4, "Khác"),
            paragraph("bốn"),
            heading(3, "Ở đây"),
        ];
        assert_eq!(dealt.rest, rest);
    }

    #[test]
    fn a_short_line_in_bold_is_a_heading_where_nothing_else_can_be_meant() {
        let bold = |text: &str| by_hand(&Block::Paragraph(vec![Run { bold: true, ..Run::plain(text) }]));
        for text in ["III. Khi bị rắn cắn", "2) Ở nhà", "1.2. Ở trường", "RẮN CẮN", "Việc cần làm"] {
            assert!(bold(text).is_some(), "{text}");
        }
        for text in ["Chú ý:", "Gọi 115", "I. Gọi người lớn ngay.", "2026", "SOS", "Ở nhà"] {
            assert_eq!(bold(text), None, "{text}");
        }
        assert!(bold("I. Một") < bold("1. Hai"));
        assert_eq!(by_hand(&Block::Paragraph(plain("III. Khi bị rắn cắn"))), None);
    }

    #[test]
    fn a_cross_and_a_tick_are_never_in_one_list() {
        let item = |level, text| Block::Item(level, None, plain(text));
        let paragraph = |text| Block::Paragraph(plain(text));
        let dealt = deal(vec![
            paragraph("Ở nhà:"),
            item(0, "✓ Đậy nắp"),
            item(0, "✗ Nhảy xuống"),
            item(1, "dù biết bơi"),
            item(0, "thường"),
            Block::Heading(1, plain("Khi xảy ra")),
            item(0, "✗ Rạch vết cắn"),
        ]);
        let part = |role| dealt.parts.get(&role).map(|part| part.blocks.as_slice());
        assert_eq!(part(Role::Do), Some(&[paragraph("Ở nhà:"), item(0, "✓ Đậy nắp")][..]));
        let dont = [paragraph("Ở nhà:"), item(0, "✗ Nhảy xuống"), item(1, "dù biết bơi")];
        assert_eq!(part(Role::Dont), Some(&dont[..]));
        assert_eq!(part(Role::Happens), Some(&[item(0, "✗ Rạch vết cắn")][..]));
        assert_eq!(dealt.rest, [paragraph("Ở nhà:"), item(0, "thường")]);
        assert_eq!(dealt.sorted, 3);
        let ticks = deal(vec![item(0, "✓ Một"), item(0, "✓ Hai")]);
        assert_eq!(ticks.rest.len(), 2);
    }
}
