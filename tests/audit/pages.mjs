// One page of each kind that the bars are set for, found in the built folder.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

async function first(dist, folder, preferred) {
  const names = (await readdir(join(dist, folder), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const sorted = names.map((entry) => entry.name).sort();
  return `${folder}/${sorted.includes(preferred) ? preferred : sorted[0]}/`;
}

/** Paths by kind. */
export async function pages(dist) {
  return {
    home: '',
    policy: await first(dist, 'chinh-sach', 'thai-san'),
    question: await first(dist, 'hoi-dap', 'bi-sa-thai-thi-con-duoc-nhan-nhung-gi'),
    lesson: await first(dist, 'bai-hoc', 'chon-may-4g'),
    story: await first(dist, 'chuyen', 'it-ton-du-lieu'),
    thread: await first(dist, 'chuyen', 'tho-ca-dem'),
    wall: 'tuong/',
    saved: 'bai-da-luu/',
    directory: 'cong-doan/',
    unit: await first(dist, 'cong-doan').catch(() => 'cong-doan/'),
    search: 'tim-kiem/',
    questions: 'hoi-dap/',
    topic: 'chu-de/tien-luong/',
    alphabet: 'hoi-dap/a-z/',
    course: await first(dist, 'khoa-hoc', 'dien-thoai-moi'),
    stories: 'chuyen/',
    record: 'so-hoc-tap/',
    codes: 'kiem-ma/',
    compose: 'gui-bai/',
    privacy: 'quyen-rieng-tu/',
    'not-found': '404.html',
  };
}
