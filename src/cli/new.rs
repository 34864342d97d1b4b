//! `loa new`: makes a campaign, a pack, a lesson, a place, a language. What is not given is asked
//! on a terminal; what is written is shown.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};

use super::{
    ask::{Asker, Unanswered, anything, one_of, something},
    report::Output,
};
use crate::{
    desk::{
        Edit,
        new::{self, Step},
    },
    diag::{Report, Sources, Stop, Text, Tongue},
    load,
    model::{Audience, Campaign, Date, fold},
    say,
};

/// What can be made.
#[derive(Debug, Subcommand)]
pub enum Making {
    /// Chiến dịch mới trong một thư mục trống / a campaign, in an empty folder.
    #[command(
        after_help = "Ví dụ / examples:\n  loa new campaign\n  loa new campaign an-toan --title \"Xã an toàn\"\n  loa new campaign safe --title \"Safe children\" --first-language en"
    )]
    Campaign {
        /// Thư mục sẽ tạo / the folder [mặc định / default: .].
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Tên chiến dịch / its title.
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// Ngôn ngữ của bản gốc / the language of its originals.
        #[arg(long, value_name = "LANG", value_parser = new::FIRST_LANGUAGES, default_value = "vi")]
        first_language: String,
        #[command(flatten)]
        day: Day,
    },
    /// Chủ đề mới / a pack.
    #[command(
        after_help = "Ví dụ / examples:\n  loa new pack\n  loa new pack lua --title \"Lửa\" --shape home"
    )]
    Pack {
        /// Mã, làm tên thư mục / its id: the name of its folder.
        id: Option<String>,
        /// Tên chủ đề / its title.
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// Một câu: chủ đề này giúp được gì / what it gives, in one line.
        #[arg(long, value_name = "TEXT")]
        promise: Option<String>,
        /// Hình tượng trưng / the shape that stands for it.
        #[arg(long, value_name = "NAME", value_parser = new::SHAPES, default_value = "home")]
        shape: String,
        /// Trang kín đáo, có nút thoát nhanh / its readers must not be seen reading it.
        #[arg(long)]
        discreet: bool,
    },
    /// Bài mới, có đủ các phần để viết vào / a lesson, with every part to write in.
    #[command(
        after_help = "Ví dụ / examples:\n  loa new lesson\n  loa new lesson bep-an-toan --pack lua --title \"Bếp an toàn\" --audience carers,village\n  loa new lesson rao-ao --pack lua --title \"Cả xóm rào ao\" --kind story"
    )]
    Lesson {
        /// Mã, làm tên thư mục / its id: the name of its folder.
        id: Option<String>,
        /// Loại: bài học, hay chuyện gương tốt để nơi khác làm theo / a lesson, or a story of what others can copy.
        #[arg(long, value_enum, default_value_t)]
        kind: Outline,
        #[command(flatten)]
        draft: Draft,
    },
    /// Nơi mới: một hàng trong units.csv / a place: a row of units.csv.
    #[command(
        after_help = "Ví dụ / examples:\n  loa new place\n  loa new place an-binh --kind xã --parent dong-nai --name \"An Bình\""
    )]
    Place {
        /// Mã, đặt một lần, không đổi / its id, which never changes.
        id: Option<String>,
        /// Cấp: xã, phường, thành phố… / its kind.
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// Mã của đơn vị cấp trên / the id of the unit it lies in.
        #[arg(long, value_name = "ID")]
        parent: Option<String>,
        /// Tên, không có chữ xã hay phường / its name, without its kind.
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        /// Mã thống kê / its code in the statistics.
        #[arg(long, value_name = "CODE", default_value = "")]
        code: String,
        /// Có từ ngày / its first day, YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        valid_from: Option<Date>,
    },
    /// Ngôn ngữ mới, còn là bản nháp / a language, as a draft.
    #[command(
        after_help = "Ví dụ / examples:\n  loa new language\n  loa new language en --name \"English\""
    )]
    Language {
        /// Mã ngôn ngữ / its tag: en, km, sti…
        tag: Option<String>,
        /// Tên ngôn ngữ bằng chính tiếng ấy / its name in itself.
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
    },
}

/// Whom a lesson can be for.
const AUDIENCES: [&str; 5] = ["carers", "children-6-10", "children-11-15", "teachers", "village"];

/// What is given of a lesson, whether it is begun anew or comes from a Word file.
#[derive(Debug, Args)]
pub struct Draft {
    /// Thuộc chủ đề / the pack that it is part of.
    #[arg(long, value_name = "ID")]
    pack: Option<String>,
    /// Tên bài / its title [mặc định: theo tệp Word / default: that of the Word file].
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Viết cho ai / for whom.
    #[arg(long, value_name = "WHO", value_delimiter = ',', value_parser = AUDIENCES, default_value = "carers")]
    audience: Vec<String>,
    #[command(flatten)]
    pub day: Day,
}

impl Draft {
    /// The lesson, when what is not given was asked. `own` is the title that its text has.
    pub fn lesson(
        &self,
        report: &mut Report,
        asker: &mut Asker<'_>,
        campaign: &Campaign,
        (id, own): (Option<&str>, Option<&str>),
    ) -> Result<new::Lesson, Ended> {
        let pack = pack_of(report, asker, campaign, self.pack.as_deref())?;
        let given = self.title.as_deref().or(own.filter(|_| !asker.is_there()));
        let question = say! { vi: "Tên bài:", en: "Title of the lesson:" };
        let title = asker.line(report, given, "--title \"…\"", question, own, new::title_fits)?;
        let id = id_of(report, asker, campaign, id, &title)?;
        report.so_far()?;
        let named = |one: &Audience| self.audience.iter().any(|asked| asked == one.key());
        let audience = Audience::ALL.into_iter().filter(named).collect();
        Ok(new::Lesson { id, pack, title, audience, kind: new::LessonKind::Lesson })
    }
}

/// Of what a lesson is the outline.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub(in crate::cli) enum Outline {
    /// Bài học / a lesson.
    #[default]
    Lesson,
    /// Chuyện gương tốt / a story of what others can copy.
    Story,
}

impl From<Outline> for new::LessonKind {
    fn from(outline: Outline) -> Self {
        match outline {
            Outline::Lesson => Self::Lesson,
            Outline::Story => Self::Story,
        }
    }
}

/// The day that is written into lessons.
#[derive(Debug, Args)]
pub struct Day {
    /// Ghi ngày này thay cho hôm nay / write this day in place of today, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

impl Day {
    /// The day that was given, or today.
    pub fn day(&self) -> Date {
        self.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// Why nothing is written.
pub enum Ended {
    /// Something is wrong, or the machine failed.
    Stopped(Stop),
    /// Somebody went away.
    Unanswered,
}

impl From<Unanswered> for Ended {
    fn from(_: Unanswered) -> Self {
        Self::Unanswered
    }
}

impl<T: Into<Stop>> From<T> for Ended {
    fn from(stop: T) -> Self {
        Self::Stopped(stop.into())
    }
}

/// Runs `loa new`; the folder is that of the campaign, or where one is made.
pub fn run(out: &mut Output, root: &Path, what: &Making, tongue: Tongue) -> ExitCode {
    let mut report = Report::new();
    let mut asker = Asker::new(out, tongue);
    let steps = steps(&mut report, &mut asker, root, what);
    let asked = asker.asked;
    let told = steps.map(|steps| (steps, Vec::new()));
    finish(out, told, &mut report, &Sources::default(), (asked, tongue), || written(what))
}

/// Shows what is made, with what is reported of it, asks if anything was asked before, and writes.
pub fn finish(
    out: &mut Output,
    steps: Result<(Vec<Step>, Vec<Text>), Ended>,
    report: &mut Report,
    sources: &Sources,
    (asked, tongue): (bool, Tongue),
    written: impl Fn() -> Text,
) -> ExitCode {
    let (steps, told) = match steps {
        Ok(steps) => steps,
        Err(Ended::Unanswered) => {
            let text = say! { vi: "Chưa ghi gì.", en: "Nothing was written." };
            out.error(text.in_tongue(tongue));
            return ExitCode::from(2);
        }
        Err(Ended::Stopped(stop)) => {
            return out.ended::<()>(Err(stop), report, sources, tongue, |()| written());
        }
    };
    out.text(&shown(&steps));
    for line in told {
        out.text(&format!("  · {}", line.in_tongue(tongue)));
    }
    let question = say! { vi: "Ghi những tệp này? [c/k]", en: "Write these files? [y/n]" };
    if asked && !Asker::new(out, tongue).agrees(question) {
        out.text(say! { vi: "Chưa ghi gì.", en: "Nothing was written." }.in_tongue(tongue));
        return ExitCode::SUCCESS;
    }
    let edits: Vec<Edit> = steps.into_iter().map(|step| step.edit).collect();
    let ended = Edit::write_all(&edits);
    out.ended(ended.map_err(Into::into), report, sources, tongue, |()| written())
}

/// Where a campaign is made.
pub fn folder(what: &Making, root: Option<&Path>) -> Option<PathBuf> {
    let Making::Campaign { folder, .. } = what else { return None };
    let here = || root.map_or_else(|| PathBuf::from("."), Path::to_owned);
    Some(folder.clone().unwrap_or_else(here))
}

fn written(what: &Making) -> Text {
    match what {
        Making::Campaign { folder: Some(folder), .. } => {
            let folder = folder.display();
            say! { vi: "Đã ghi. Vào thư mục {folder} rồi chạy `loa build`; thêm xã bằng `loa new place`.", en: "Written. Go to the folder {folder} and run `loa build`; add communes with `loa new place`." }
        }
        Making::Campaign { .. } => {
            say! { vi: "Đã ghi. Chạy `loa build`; thêm xã bằng `loa new place`.", en: "Written. Run `loa build`; add communes with `loa new place`." }
        }
        Making::Pack { .. } => {
            say! { vi: "Đã ghi. Thêm bài bằng `loa new lesson`.", en: "Written. Add lessons with `loa new lesson`." }
        }
        Making::Lesson { .. } => {
            say! { vi: "Đã ghi. Mở tệp bài, viết thay vào những chỗ [Cần viết], rồi chạy `loa check`.", en: "Written. Open the lesson, write in the places marked [To write], then run `loa check`." }
        }
        Making::Place { .. } => {
            say! { vi: "Đã ghi. Điền số liên lạc và nơi nước sâu: `loa export places places.xlsx`.", en: "Written. Fill in contacts and deep water: `loa export places places.xlsx`." }
        }
        Making::Language { .. } => {
            say! { vi: "Đã ghi, còn là bản nháp. Xem bằng `loa build --unreviewed`.", en: "Written, as a draft. See it with `loa build --unreviewed`." }
        }
    }
}

/// What is made, a line each, with the lines that are added to files.
fn shown(steps: &[Step]) -> String {
    let mut lines = Vec::new();
    for step in steps {
        let mark = if step.edit.old.is_some() { '~' } else { '+' };
        lines.push(format!("  {mark} {}", step.path));
        lines.extend(step.added.iter().map(|line| format!("      {}", line.trim())));
    }
    lines.join("\n")
}

fn steps(
    report: &mut Report,
    asker: &mut Asker<'_>,
    root: &Path,
    what: &Making,
) -> Result<Vec<Step>, Ended> {
    match what {
        Making::Campaign { title, first_language, day, .. } => {
            let question = say! { vi: "Tên chiến dịch:", en: "Title of the campaign:" };
            let title = asker.line(
                report,
                title.as_deref(),
                "--title \"…\"",
                question,
                None,
                new::title_fits,
            )?;
            report.so_far()?;
            let asked = new::Beginning { title, lang: first_language.clone() };
            Ok(new::campaign(report, root, &asked, day.day())?)
        }
        Making::Pack { id, title, promise, shape, discreet } => {
            let question = say! { vi: "Tên chủ đề:", en: "Title of the pack:" };
            let title = asker.line(
                report,
                title.as_deref(),
                "--title \"…\"",
                question,
                None,
                new::title_fits,
            )?;
            let (_, campaign) = new::held(root)?;
            let id = id_of(report, asker, &campaign, id.as_deref(), &title)?;
            let mut promise = promise.clone().unwrap_or_else(|| title.clone());
            if asker.asked {
                let question = say! { vi: "Một câu: chủ đề này giúp người đọc điều gì?", en: "One line: what does it give its readers?" };
                promise = asker.line(report, None, "", question, Some(&promise), anything)?;
            }
            report.so_far()?;
            let (shape, discreet) = (shape.clone(), *discreet);
            Ok(new::pack(report, root, &new::Pack { id, title, promise, shape, discreet })?)
        }
        Making::Lesson { id, kind, draft } => {
            let (_, campaign) = new::held(root)?;
            let asked = draft.lesson(report, asker, &campaign, (id.as_deref(), None))?;
            let asked = new::Lesson { kind: (*kind).into(), ..asked };
            Ok(new::lesson(report, root, &asked, draft.day.day())?)
        }
        Making::Place { id, kind, parent, name, code, valid_from } => {
            let question =
                say! { vi: "Tên, không có chữ xã hay phường:", en: "Name, without its kind:" };
            let name =
                asker.line(report, name.as_deref(), "--name \"…\"", question, None, something)?;
            let list = new::KINDS.join(", ");
            let question = say! { vi: "Cấp ({list}):", en: "Kind ({list}):" };
            let hold = |report: &mut Report, word: &str| {
                let same = |kind: &&str| fold::key(kind) == fold::key(word);
                let kind = new::KINDS.into_iter().find(same).unwrap_or(word);
                one_of(report, kind, &new::KINDS)
            };
            let kind =
                asker.line(report, kind.as_deref(), "--kind xã", question, Some("xã"), hold)?;
            let mut parent = parent.clone();
            // A province or city lies in nothing.
            let top = ["tinh", "thanh pho"].contains(&fold::key(&kind).as_str());
            if parent.is_none() && top && !asker.is_there() {
                parent = Some(String::new());
            }
            let question = say! { vi: "Đơn vị cấp trên (tên hoặc mã), không có thì để trống:", en: "The unit it lies in, by name or id; empty if none:" };
            let parent =
                asker.line(report, parent.as_deref(), "--parent ID", question, None, anything)?;
            let id = match (id, load::id_from_title(&name)) {
                (Some(id), _) => id.clone(),
                (None, None) if name.is_empty() => String::new(),
                (None, near) => {
                    let question =
                        say! { vi: "Mã, đặt một lần, không đổi:", en: "Id, which never changes:" };
                    let given = near.clone().filter(|_| !asker.is_there());
                    let hold = |report: &mut Report, id: &str| {
                        load::check_id(report, id, None);
                        report.so_far()
                    };
                    asker.line(report, given.as_deref(), "ID", question, near.as_deref(), hold)?
                }
            };
            report.so_far()?;
            let valid_from = valid_from.map(|day| day.to_string()).unwrap_or_default();
            let asked = new::NewPlace { id, kind, parent, name, code: code.clone(), valid_from };
            Ok(new::place(report, root, &asked)?)
        }
        Making::Language { tag, name } => {
            let question = say! { vi: "Mã ngôn ngữ, ví dụ en, km, sti:", en: "Language tag, for example en, km, sti:" };
            let tag = asker.line(report, tag.as_deref(), "TAG", question, None, something)?;
            let question =
                say! { vi: "Tên ngôn ngữ bằng chính tiếng ấy:", en: "Its name in itself:" };
            let name =
                asker.line(report, name.as_deref(), "--name \"…\"", question, None, something)?;
            report.so_far()?;
            Ok(new::language(report, root, &new::Language { tag, name })?)
        }
    }
}

/// The pack that is given, or that is chosen of those there are.
fn pack_of(
    report: &mut Report,
    asker: &mut Asker<'_>,
    campaign: &Campaign,
    given: Option<&str>,
) -> Result<String, Unanswered> {
    let known: Vec<&str> = campaign.packs.iter().map(|pack| pack.id.as_str()).collect();
    let list = known.join(", ");
    if given.is_none() && !asker.is_there() {
        report.error_with_help(
            "option-missing",
            None,
            say! { vi: "còn thiếu `--pack ID`: bài thuộc chủ đề nào", en: "`--pack ID` is missing: which pack the lesson is part of" },
            say! { vi: "các chủ đề đang có: {list}", en: "the packs there are: {list}" },
        );
        return Ok(String::new());
    }
    let question = say! { vi: "Thuộc chủ đề nào? ({list})", en: "Part of which pack? ({list})" };
    let only = known.first().copied().filter(|_| known.len() == 1);
    let hold = |report: &mut Report, id: &str| new::known_pack(report, campaign, id);
    asker.line(report, given, "--pack ID", question, only, hold)
}

/// The id that is given, or that the title gives and somebody may change.
fn id_of(
    report: &mut Report,
    asker: &mut Asker<'_>,
    campaign: &Campaign,
    given: Option<&str>,
    title: &str,
) -> Result<String, Ended> {
    if let Some(id) = given {
        return Ok(id.to_owned());
    }
    // That there is no title is reported.
    if title.is_empty() {
        return Ok(String::new());
    }
    let near = load::id_from_title(title);
    let given = near.clone().filter(|_| !asker.is_there());
    let question = say! { vi: "Mã, làm tên thư mục (chữ thường không dấu, số, gạch nối):", en: "Id, the name of its folder (plain lower-case letters, digits, hyphens):" };
    let hold = |report: &mut Report, id: &str| new::free_id(report, campaign, id);
    Ok(asker.line(report, given.as_deref(), "ID", question, near.as_deref(), hold)?)
}
