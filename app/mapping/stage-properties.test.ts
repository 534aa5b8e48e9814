import { describe, expect, it } from '@jest/globals';
import { stageEnteredProperties } from './stage-properties.ts';

const stage = (id: string, pipeline = 'default') => ({
  pipeline,
  pipelineLabel: pipeline,
  stage: id,
  label: id,
  probability: 0.5,
  isClosed: false,
  order: 0,
});
const named = (...names: string[]) => names.map((name) => ({ name }));

describe('the property that says when a deal entered a stage', () => {
  it('is found by the stage id, whatever else the account has', () => {
    const properties = named(
      'hs_v2_date_entered_closedwon',
      'hs_v2_date_exited_closedwon',
      'hs_date_entered_closedwon',
    );
    expect(stageEnteredProperties([stage('closedwon')], properties)).toEqual({
      'default/closedwon': 'hs_v2_date_entered_closedwon',
    });
  });

  it('is found when HubSpot changed characters of the id and added a number', () => {
    expect(stageEnteredProperties([stage('ABC-123')], named('hs_v2_date_entered_abc_123_999'))).toEqual({
      'default/ABC-123': 'hs_v2_date_entered_abc_123_999',
    });
  });

  it('is never that of another stage whose id begins alike', () => {
    const stages = [stage('abc'), stage('abc_1')];
    expect(stageEnteredProperties(stages, named('hs_v2_date_entered_abc_1'))).toEqual({
      'default/abc_1': 'hs_v2_date_entered_abc_1',
    });
  });

  it('is left out where two could be meant or none exists', () => {
    const two = named('hs_v2_date_entered_abc_1', 'hs_v2_date_entered_abc_2');
    expect(stageEnteredProperties([stage('abc'), stage('gone')], two)).toEqual({});
  });
});
