#include "platform/platform.h"

#include "base/compiler.h"
#include "platform/internal.h"

#define SAMPLES_PER_SECOND 22050
#define TONE_MS 90
#define TONE_SAMPLES (SAMPLES_PER_SECOND * TONE_MS / 1000)
#define LOUDNESS 6000 /* of 32,767 */

/* Opened by the first sound, so that a start does not pay for it. */
static bool open_audio(struct platform *platform)
{
    if (platform->audio != 0 || platform->audio_is_missing) {
        return platform->audio != 0;
    }
    SDL_AudioSpec wanted = {
        .freq = SAMPLES_PER_SECOND, .format = AUDIO_S16SYS, .channels = 1, .samples = 512};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
        platform->audio = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    }
    platform->audio_is_missing = platform->audio == 0;
    return platform->audio != 0;
}

/* A triangle wave that fades out, so that it ends without a click. */
static void queue_tone(SDL_AudioDeviceID audio, int hertz)
{
    int16_t samples[TONE_SAMPLES];
    int period = SAMPLES_PER_SECOND / hertz;
    for (int i = 0; i < TONE_SAMPLES; i++) {
        int phase = i % period;
        int wave = phase < period / 2 ? 4 * phase - period : 3 * period - 4 * phase;
        int loudness = LOUDNESS * (TONE_SAMPLES - i) / TONE_SAMPLES;
        samples[i] = (int16_t)(wave * loudness / period);
    }
    SDL_QueueAudio(audio, samples, sizeof(samples));
}

void platform_beep(struct platform *platform, enum platform_sound sound)
{
    if (!open_audio(platform)) {
        return;
    }
    SDL_ClearQueuedAudio(platform->audio);
    switch (sound) {
    case PLATFORM_SOUND_GOOD:
        queue_tone(platform->audio, 1760);
        break;
    case PLATFORM_SOUND_BAD:
        queue_tone(platform->audio, 294);
        queue_tone(platform->audio, 220);
        break;
    }
    SDL_PauseAudioDevice(platform->audio, 0);
}
