//! At most ten minutes of learning: text, perhaps a video, and a quiz.

use super::{
    keys::{self, Review},
    quiz::{self, Question},
    sources::{self, LegalSource},
};
use crate::{
    content::{
        front_matter::{Fields, Key, Located, Need},
        rules,
    },
    diag::{Diagnostic, text},
};

/// The union's decision of January 2024: online lessons of at most ten minutes.
pub const LONGEST_SECONDS: u32 = 600;
/// Video files that phones play.
pub const VIDEO_FILES: [&str; 2] = ["mp4", "webm"];
/// Sound files that phones play.
pub const SOUND_FILES: [&str; 2] = ["mp3", "m4a"];
/// Captions.
pub const CAPTION_FILES: [&str; 1] = ["vtt"];
/// Pictures that phones show.
pub const PICTURE_FILES: [&str; 4] = ["jpg", "jpeg", "png", "webp"];
/// Words of a video.
pub const TRANSCRIPT_FILES: [&str; 2] = ["txt", "vtt"];
/// What can be taken home.
pub const ATTACHMENT_FILES: [&str; 9] = ["pdf", "docx", "xlsx", "txt", "jpg", "png", "mp3", "odt", "zip"];

static COURSE: Key = Key::new(
    "course",
    "Khóa học",
    "Tên tệp của khóa học, không có .md.",
    "quyen-cua-ban",
);
static ORDER: Key = Key::new("order", "Thứ tự", "Bài thứ mấy trong khóa: 1, 2, 3 …", "1");
static DURATION: Key = Key::new(
    "duration",
    "Thời lượng",
    "Phút:giây, trong ngoặc kép, tối đa 10:00.",
    "\"4:30\"",
);
static OBJECTIVES: Key = Key::new(
    "objectives",
    "Học xong làm được gì",
    "Mỗi dòng một việc.",
    "\n  - Đọc được bảng lương của mình",
);
static VIDEO: Key = Key::new(
    "video",
    "Video",
    "Tệp .mp4 hoặc .webm trong content/media/, hoặc địa chỉ https:// (trang chỉ dẫn đường, không nhúng).",
    "../media/bai-1.mp4",
);
static SOUND: Key = Key::new(
    "sound",
    "Bản chỉ nghe",
    "Tệp .mp3 hoặc .m4a trong content/media/: lời của video, nhẹ hơn video, nghe được khi tay đang bận.",
    "../media/bai-1.mp3",
);
static CAPTIONS: Key = Key::new(
    "captions",
    "Phụ đề",
    "Tệp .vtt trong content/media/.",
    "../media/bai-1.vtt",
);
static TRANSCRIPT: Key = Key::new(
    "transcript",
    "Lời trong video",
    "Tệp .txt hoặc .vtt; không có thì lấy chữ trong phụ đề.",
    "../media/bai-1.txt",
);
static POSTER: Key = Key::new(
    "poster",
    "Ảnh bìa video",
    "Ảnh hiện trước khi bấm xem.",
    "../media/bai-1.jpg",
);
static CHAPTERS: Key = Key::new(
    "chapters",
    "Các đoạn của video",
    "Mỗi đoạn bắt đầu lúc nào, tên gì.",
    "\n  - at: \"0:00\"\n    title: Mở đầu",
);
static AT: Key = Key::new("at", "Lúc", "Phút:giây, trong ngoặc kép.", "\"1:30\"");
static PART_TITLE: Key = Key::new("title", "Tên", "Tên để bấm vào.", "Mở đầu");
static ATTACHMENTS: Key = Key::new(
    "attachments",
    "Tệp kèm theo",
    "Mẫu đơn, bảng tính … để tải về.",
    "\n  - file: ../media/mau-don.pdf\n    title: Mẫu đơn xin nghỉ",
);
static FILE: Key = Key::new(
    "file",
    "Tệp",
    "Đường dẫn tới tệp trong content/media/.",
    "../media/mau-don.pdf",
);
static QUIZ: Key = Key::new(
    "quiz",
    "Câu hỏi cuối bài",
    "Mỗi câu có các lựa chọn (choices), các bước phải xếp (steps) hoặc một con số (number), cùng lời giải thích.",
    "\n  - question: Câu hỏi?\n    choices:\n      - text: Trả lời đúng\n        correct: true\n        reason: Vì sao đúng.\n      - text: Trả lời sai\n        reason: Vì sao sai.",
);
/// Metadata of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// One or two sentences.
    pub summary: String,
    /// File name of the course, without `.md`.
    pub course: Located<String>,
    /// Place in the course, from 1.
    pub order: Option<Located<u32>>,
    /// Learning time in seconds.
    pub seconds: Option<Located<u32>>,
    /// What one can do afterwards.
    pub objectives: Vec<String>,
    /// Path of the video, relative to the source, or its `https://` address elsewhere.
    pub video: Option<Located<String>>,
    /// Path of what is said in the video, to be listened to alone.
    pub sound: Option<Located<String>>,
    /// Path of the captions (WebVTT).
    pub captions: Option<Located<String>>,
    /// Path of the video's words, when they are more than the captions.
    pub transcript: Option<Located<String>>,
    /// Path of the picture shown before the video starts.
    pub poster: Option<Located<String>>,
    /// Parts of the video.
    pub chapters: Vec<Chapter>,
    /// Files to take home.
    pub attachments: Vec<Attachment>,
    /// What the lesson rests on.
    pub sources: Vec<LegalSource>,
    /// When it was compared with its sources.
    pub review: Review,
    /// Questions; at least one.
    pub quiz: Vec<Question>,
}

impl Lesson {
    /// The video's path when it is a file of the portal.
    pub fn video_file(&self) -> Option<&Located<String>> {
        self.video.as_ref().filter(|video| !video.value.starts_with("https://"))
    }
}

/// A part of a video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Seconds from the start.
    pub at: Option<Located<u32>>,
    /// Its name.
    pub title: String,
}

/// A file to take home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Path, relative to the source.
    pub file: Option<Located<String>>,
    /// Its name.
    pub title: String,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Lesson {
    let lesson = Lesson {
        summary: keys::summary(fields),
        course: fields.course(&COURSE),
        order: fields.required_number(&ORDER),
        seconds: duration(fields),
        objectives: fields.texts(&OBJECTIVES).into_iter().map(|text| text.value).collect(),
        video: fields.file_or_url(&VIDEO, &VIDEO_FILES),
        sound: fields.file(&SOUND, Need::Optional, &SOUND_FILES),
        captions: fields.file(&CAPTIONS, Need::Optional, &CAPTION_FILES),
        transcript: fields.file(&TRANSCRIPT, Need::Optional, &TRANSCRIPT_FILES),
        poster: fields.file(&POSTER, Need::Optional, &PICTURE_FILES),
        chapters: fields.mappings(&CHAPTERS, Need::Optional, |fields| Chapter {
            at: fields.duration(&AT),
            title: fields.required_text(&PART_TITLE).value,
        }),
        attachments: fields.mappings(&ATTACHMENTS, Need::Optional, |fields| Attachment {
            file: fields.file(&FILE, Need::Required, &ATTACHMENT_FILES),
            title: fields.required_text(&PART_TITLE).value,
        }),
        sources: sources::read(fields, Need::Optional),
        review: keys::review(fields),
        quiz: fields.mappings(&QUIZ, Need::Required, quiz::question),
    };
    if let (Some(video), None) = (lesson.video_file(), &lesson.captions) {
        fields.report(
            Diagnostic::new(
                &rules::NO_CAPTIONS,
                video.place.clone(),
                text!(
                    "Video chưa có phụ đề; người khiếm thính và người xem ở chỗ ồn sẽ không hiểu.",
                    "The video has no captions; deaf members and all in noisy places cannot follow it."
                ),
            )
            .hint(text!(
                "Thêm dòng “captions: ../media/….vtt”.",
                "Add a line “captions: ../media/….vtt”."
            )),
        );
    }
    lesson
}

fn duration(fields: &mut Fields<'_>) -> Option<Located<u32>> {
    let duration = fields.duration(&DURATION)?;
    if duration.value > LONGEST_SECONDS {
        let (minutes, seconds) = (duration.value / 60, duration.value % 60);
        fields.report(
            Diagnostic::new(
                &rules::LESSON_TOO_LONG,
                duration.place.clone(),
                text!(
                    "Bài học dài {minutes}:{seconds:02}, quá 10 phút.",
                    "The lesson takes {minutes}:{seconds:02}, more than 10 minutes."
                ),
            )
            .hint(text!(
                "Chia thành hai bài, hoặc rút xuống còn tối đa “duration: \"10:00\"”.",
                "Split it in two, or cut it down to at most “duration: \"10:00\"”."
            )),
        );
    }
    Some(duration)
}
