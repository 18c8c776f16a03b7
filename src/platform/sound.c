#include "platform/platform.h"

#include "platform/internal.h"

#define SAMPLES_PER_SECOND 22050
#define TONE_MS 90
#define TONE_SAMPLES (SAMPLES_PER_SECOND * TONE_MS / 1000)
#define LOUDNESS 6000 /* of 32,767 */

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

static void play(SDL_AudioDeviceID audio, enum platform_sound sound)
{
    SDL_ClearQueuedAudio(audio);
    switch (sound) {
    case PLATFORM_SOUND_GOOD:
        queue_tone(audio, 1760);
        break;
    case PLATFORM_SOUND_BAD:
        queue_tone(audio, 294);
        queue_tone(audio, 220);
        break;
    }
    SDL_PauseAudioDevice(audio, 0);
}

/* Opening can take a sound server some hundred milliseconds: nobody's touch waits for it. */
static int open_and_play(void *context)
{
    struct sound *sound = context;
    SDL_AudioSpec wanted = {
        .freq = SAMPLES_PER_SECOND, .format = AUDIO_S16SYS, .channels = 1, .samples = 512};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
        sound->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    }
    if (sound->device == 0) {
        sound->state = SOUND_MISSING;
        return 0;
    }
    play(sound->device, sound->first);
    sound->state = SOUND_READY;
    return 0;
}

void platform_beep(struct platform *platform, enum platform_sound which)
{
    struct sound *sound = &platform->sound;
    if (sound->state == SOUND_READY) {
        play(sound->device, which);
    } else if (sound->state == SOUND_UNUSED) {
        sound->first = which;
        sound->state = SOUND_OPENING;
        sound->thread = SDL_CreateThread(open_and_play, "sound", sound);
        if (sound->thread == NULL) {
            sound->state = SOUND_UNUSED; /* the next one tries again */
        }
    }
}

void sound_close(struct sound *sound)
{
    if (sound->state == SOUND_UNUSED) {
        return;
    }
    SDL_WaitThread(sound->thread, NULL);
    if (sound->device != 0) {
        SDL_CloseAudioDevice(sound->device);
    }
}
